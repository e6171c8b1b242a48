import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import MinimizerPlugin from "minimizer-webpack-plugin";
import webpack from "webpack";

const root = path.dirname(fileURLToPath(import.meta.url));

/** Writes assets.json: for each page the scripts that it loads first, in order; the server builds its pages from it. */
class AssetList {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("AssetList", (compilation) => {
      compilation.hooks.processAssets.tap(
        { name: "AssetList", stage: webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT },
        () => {
          const pages = {};
          for (const [name, entry] of compilation.entrypoints)
            pages[name] = entry.getFiles().filter((file) => file.endsWith(".js"));
          compilation.emitAsset("assets.json", new webpack.sources.RawSource(JSON.stringify(pages, null, 2)));
        },
      );
    });
  }
}

const bundle = (name, entry, publicPath) => ({
  name,
  mode: process.env.NODE_ENV === "development" ? "development" : "production",
  target: ["web", "es2020"],
  entry,
  output: {
    path: path.join(root, "dist", name),
    filename: "[name].[contenthash:12].js",
    chunkFilename: "[name].[contenthash:12].js",
    publicPath,
    clean: true,
  },
  resolve: { extensions: [".ts", ".tsx", ".js"] },
  module: {
    rules: [
      {
        test: /\.tsx?$/,
        exclude: /node_modules/,
        loader: "swc-loader",
        options: {
          jsc: {
            parser: { syntax: "typescript", tsx: true },
            target: "es2022",
            transform: { react: { runtime: "automatic" } },
          },
        },
      },
      { test: /\.(svg|png)$/, type: "asset/resource" },
    ],
  },
  plugins: [new AssetList()],
  optimization: { minimizer: [new MinimizerPlugin({ minify: MinimizerPlugin.swcMinify })] },
  devtool: false,
  performance: { hints: false },
  stats: "errors-warnings",
  cache: {
    type: "filesystem",
    name: `${name}-${createHash("sha1").update(process.version).digest("hex").slice(0, 8)}`,
    cacheDirectory: path.join(root, "node_modules/.cache/webpack"),
    buildDependencies: { config: [fileURLToPath(import.meta.url), path.join(root, "package-lock.json")] },
  },
});
/** The product's pages, and apart from them the pages of the sandbox, which production never builds nor serves. */
export default [
  bundle("web", { pane: "./addin/pane/main.tsx", portal: "./portal/admin/main.tsx" }, "/assets/"),
  bundle(
    "sandbox-web",
    { outlook: "./sandbox/outlook/main.tsx", start: "./sandbox/start/main.tsx" },
    "/sandbox/assets/",
  ),
];
