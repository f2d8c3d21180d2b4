// Plain files, for any host; without this line Next serves the page itself.
export default { output: "export" };
