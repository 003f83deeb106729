// Print the sizes of files under brotli 11, as a JSON list: node brotli.mjs FILE...
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants } from "node:zlib";

const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
console.log(JSON.stringify(process.argv.slice(2).map((file) => brotliCompressSync(readFileSync(file), { params }).length)));
