import Html from "html-webpack-plugin";

export default {
  entry: "./src/main.js",
  output: { path: `${import.meta.dirname}/dist/sub`, publicPath: "/sub/", filename: "[name].[contenthash].js" },
  // As the package's README says: the module is larger than what webpack takes for large.
  performance: { maxAssetSize: 450_000 },
  plugins: [new Html({ template: "index.html" })],
};
