export { define, version } from "boussole-odd17";
