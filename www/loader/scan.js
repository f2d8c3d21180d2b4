// Codes read by the camera, where the browser reads them itself; elsewhere links and files do.

/** How often the picture is looked at: milliseconds. */
const GLANCE = 300;

/** Whether this browser reads codes and has a camera to give. */
function scans() {
  return typeof BarcodeDetector === "function" && Boolean(navigator.mediaDevices && navigator.mediaDevices.getUserMedia);
}

/** Shows the camera in a place and hands over each new text that it sees; the answer ends it. */
async function scan(place, label, take, ended) {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  const stop = () => { for (const track of stream.getTracks()) track.stop(); };
  // The visitor may have left while she was asked.
  if (!place.isConnected) { stop(); ended(); return; }
  const detector = new BarcodeDetector({ formats: ["qr_code"] });
  const video = document.createElement("video");
  const button = document.createElement("button");
  [video.muted, video.playsInline, video.srcObject] = [true, true, stream];
  [button.type, button.className, button.textContent] = ["button", "button button-quiet", label];
  const seen = new Set();
  let timer;
  const end = () => {
    clearInterval(timer);
    stop();
    place.replaceChildren();
    ended();
  };
  button.addEventListener("click", end);
  place.replaceChildren(video, button);
  await video.play().catch((error) => { end(); throw error; });
  timer = setInterval(async () => {
    if (!place.isConnected) { end(); return; }
    const found = await detector.detect(video).catch(() => []);
    for (const { rawValue } of found) if (!seen.has(rawValue)) { seen.add(rawValue); take(rawValue); }
  }, GLANCE);
}
