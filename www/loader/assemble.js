// The single file, put together from the files of the npm package, where it has no place of its own.

/** Bytes as they stand in a script. */
const inScript = (sent) => new Promise((done, failed) => {
  const reader = new FileReader();
  reader.onload = () => done(reader.result.replace(/^[^,]*,/, ""));
  reader.onerror = () => failed(reader.error);
  reader.readAsDataURL(new Blob([sent]));
});

/** The single file: its script, and in it what it has within. */
async function assembled() {
  let script = new TextDecoder().decode(await bytes(TEMPLATE));
  for (const file of [RELEASE.wasm, RELEASE.needle, ...[RELEASE.content, ...Object.values(PARTS)].flatMap(Object.values)]) {
    const data = await blob(file).then(inScript);
    script = script.replace(`{{${file.name}}}`, data);
  }
  return script;
}
