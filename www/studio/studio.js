// What starts the studio: its module and the sources of the content stand within, so that a folder without a server has all.
"{{GLUE}}";
(async () => {
  "use strict";
  /** What is within, unpacked. */
  const unpacked = ({ data }) => {
    const bytes = Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  };
  try {
    const [module, sources] = await Promise.all([unpacked("{{MODULE}}").arrayBuffer(), unpacked("{{SOURCES}}").text()]);
    await wasm_bindgen({ module_or_path: await WebAssembly.compile(module) });
    wasm_bindgen.start(sources);
  } catch (error) {
    document.querySelector("#studio").replaceChildren();
    document.querySelector("#trouble").hidden = false;
    console.error(error);
  }
})();
