// The single file, put together from the files of the npm package, where it has no place of its own.

import { release } from "boussole:boot";
import { parts, singleFileTemplate } from "boussole:widget";
import { download } from "../boot/download.js";
import { decompressed } from "../needle/artifact.js";

/** Bytes as they stand in a script, in base64.
 * @param {BlobPart} bytes
 * @returns {Promise<string>} */
const toBase64 = (bytes) =>
  new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes]));
  });

/** The script of the single file, with its binaries within. */
export async function assembleSingleFile() {
  let script = new TextDecoder().decode(await decompressed(singleFileTemplate));
  for (const artifact of [
    release.wasm,
    release.needle,
    ...[release.content, ...Object.values(parts)].flatMap((files) => Object.values(files)),
  ]) {
    script = script.replace(`{{${artifact.name}}}`, await download(artifact).then(toBase64));
  }
  return script;
}
