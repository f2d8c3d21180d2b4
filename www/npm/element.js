// Importing this file defines <boussole-odd17>.
import { define } from "./index.js";

define();
