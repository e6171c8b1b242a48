import { createHash } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import MinimizerPlugin from "minimizer-webpack-plugin";
import webpack from "webpack";
import { CompressedAssets } from "./setup/compressed-assets.mjs";

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

const production = process.env.NODE_ENV !== "development";

const bundle = (name, entry, publicPath) => ({
  name,
  mode: production ? "production" : "development",
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
  // The sandbox's own pages never leave the machine.
  plugins: [new AssetList(), ...(production && name === "web" ? [new CompressedAssets()] : [])],
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
/**
 * The report command of Outlook's own button: one file under one name, since the manifest names it and its runtime in
 * Outlook for Windows imports nothing, has no page and may be years old.
 */
const command = (name, entry) => {
  const { plugins: _pages, output, target: _pageTarget, module, ...rest } = bundle(name, entry, "");
  const [scripts] = module.rules;
  return {
    ...rest,
    target: ["webworker", "es2017"],
    output: { ...output, filename: `${name}.js`, chunkFilename: undefined, publicPath: "" },
    module: {
      rules: [
        {
          ...scripts,
          test: /\.[cm]?[jt]s$/,
          // What comes from packages is made old enough too.
          exclude: undefined,
          options: { jsc: { parser: { syntax: "typescript" }, target: "es2017" } },
        },
      ],
    },
    plugins: [new webpack.optimize.LimitChunkCountPlugin({ maxChunks: 1 })],
  };
};

/** The product's pages, and apart from them the pages of the sandbox, which production never builds nor serves. */
export default [
  bundle(
    "web",
    {
      pane: "./addin/pane/main.tsx",
      dialog: "./addin/dialog/main.ts",
      portal: "./portal/admin/main.tsx",
    },
    "/assets/",
  ),
  command("report-command", "./addin/report-command/main.ts"),
  bundle(
    "sandbox-web",
    { outlook: "./sandbox/outlook/main.tsx", start: "./sandbox/start/main.tsx" },
    "/sandbox/assets/",
  ),
];
