import { Compass } from "./Compass";

export default function Page() {
  return (
    <main>
      <h1>Next</h1>
      <Compass />
    </main>
  );
}
