const frame = document.querySelector("iframe");
addEventListener("message", (event) => {
  if (event.source === frame.contentWindow && event.origin === location.origin && event.data.type === "boussole-height")
    frame.height = event.data.height;
});
