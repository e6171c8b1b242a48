import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import webpack from "webpack";

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);
const text = /\.(js|css|svg)$/;
/** Smaller files gain nothing. */
const least = 1024;

/** Puts a .br and a .gz beside each text of a bundle, at the strongest setting: the server then only reads files. */
export class CompressedAssets {
  apply(compiler) {
    compiler.hooks.thisCompilation.tap("CompressedAssets", (compilation) => {
      compilation.hooks.processAssets.tapPromise(
        { name: "CompressedAssets", stage: webpack.Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_TRANSFER },
        async (assets) => {
          const names = Object.keys(assets).filter((name) => text.test(name));
          await Promise.all(
            names.map(async (name) => {
              const content = assets[name].buffer();
              if (content.length < least) return;
              const params = {
                [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
                [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
              };
              const [small, zipped] = await Promise.all([
                brotli(content, { params }),
                zip(content, { level: constants.Z_BEST_COMPRESSION }),
              ]);
              compilation.emitAsset(`${name}.br`, new webpack.sources.RawSource(small));
              compilation.emitAsset(`${name}.gz`, new webpack.sources.RawSource(zipped));
            }),
          );
        },
      );
    });
  }
}
