window.CSSStyleSheet = function CSSStyleSheet() { throw new TypeError("Illegal constructor"); };
