Object.prototype.extra = "polluted";
Object.prototype.integrity = "sha384-wrong";
Object.prototype.data = "AAAA";
Object.defineProperty(Object.prototype, "profile", { set() { throw new Error("a setter"); }, get() { return "polluted"; }, configurable: true });
