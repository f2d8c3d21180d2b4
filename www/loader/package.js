// The files of the npm package, where the page's bundler put them. A part of the module that bundlers take, and of no other
// script.

/** The address that a bundler gave to a file, as the page knows it; nothing when it gave none. */
function bundled(locate) {
  try {
    // Relative to the page: some bundlers (Next) name their own disk as the address of the module, or none.
    const found = new URL(locate().href, document.baseURI);
    return found.protocol === "file:" && location.protocol !== "file:" ? new URL(found.pathname, document.baseURI).href : found.href;
  } catch {
    return "";
  }
}

/** A file as the loader knows it. Nothing is asked of the page before it is needed: the module may be imported on a server. */
function packed(name, integrity, locate) {
  return {
    name,
    integrity,
    get file() { return given ? name : bundled(locate); },
    // A bundler may have put the file itself into the script, which a policy lets nobody fetch.
    get data() { return (/^data:[^,]*;base64,(.*)$/.exec(bundled(locate)) || [])[1]; },
  };
}
