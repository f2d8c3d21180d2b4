// The page's own policy refuses this image, again and again, while the widget starts.
setInterval(() => { new Image().src = `https://exemple.org/refuse.png?${Math.random()}`; }, 5);
