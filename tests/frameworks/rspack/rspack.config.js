import { rspack } from "@rspack/core";

export default {
  entry: "./src/main.js",
  output: { path: `${import.meta.dirname}/dist/sub`, publicPath: "/sub/", filename: "[name].[contenthash].js" },
  performance: { maxAssetSize: 450_000 },
  plugins: [new rspack.HtmlRspackPlugin({ template: "index.html" })],
};
