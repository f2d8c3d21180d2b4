import { version } from "boussole-odd17"; // on the server
import App from "../src/App";

export default function Page() { return <main data-version={version}><App /></main>; }
