import Html from "html-webpack-plugin";

export default {
  entry: "./src/main.js",
  output: { path: `${import.meta.dirname}/dist/sub`, publicPath: "/sub/", filename: "[name].[contenthash].js" },
  plugins: [new Html({ template: "index.html" })],
};
