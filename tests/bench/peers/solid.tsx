import './core/style.css';
import { render } from 'solid-js/web';
import { createMemo, createSignal, For, type Accessor } from 'solid-js';
import { QUESTIONS, TYPES, PARCOURS, LEVERS, IMPACTS, noAnswers, matrix, angle, rank, load, type Answers, type Entry } from './core/model';
import { Index, ALL } from './core/search';

const [answers, setAnswers] = createSignal<Answers>(noAnswers());
const [query, setQuery] = createSignal('');
const [type, setType] = createSignal(-1);
const [parcours, setParcours] = createSignal(-1);
const [found, setFound] = createSignal<{ cat: Entry[]; index: Index }>();

const Question = (props: { q: number }) => <fieldset><legend>{QUESTIONS[props.q].text}</legend>
  <For each={QUESTIONS[props.q].options}>{(o, k) => {
    const on = () => answers()[props.q] === k();
    return <label class="opt" classList={{ on: on() }}><input type="radio" name={'q' + props.q} value={k()} checked={on()} onChange={() => setAnswers((a) => a.map((v, i) => (i === props.q ? k() : v)))} />{o}</label>;
  }}</For></fieldset>;

const Matrix = (props: { m: number[][] }) => <table><thead><tr><th></th><For each={IMPACTS}>{(t) => <th scope="col">{t}</th>}</For></tr></thead>
  <tbody><For each={LEVERS}>{(t, l) => <tr><th scope="row">{t}</th>{[0, 1, 2].map((i) => <td>{props.m[l()][i].toFixed(1) + ' %'}</td>)}</tr>}</For></tbody></table>;

const Compass = (props: { turn: number }) => <svg viewBox="0 0 200 200" role="img" aria-label="Boussole">
  <circle cx="100" cy="100" r="94" fill="#f3f8f6" stroke="#0a6b57" stroke-width="3" />
  {Array.from({ length: 12 }, (_, i) => <line x1="100" y1="8" x2="100" y2="16" stroke="#789" transform={`rotate(${i * 30} 100 100)`} />)}
  {LEVERS.map((t, i) => <text x="100" y="30" font-size="9" text-anchor="middle" transform={`rotate(${i * 120} 100 100)`}>{t}</text>)}
  <g class="needle" style={{ 'transform-origin': '100px 100px', transform: `rotate(${props.turn}deg)` }}><path d="M100 40 L106 100 L100 112 L94 100Z" fill="#c8401f" /></g></svg>;

const Choice = (props: { name: string; label: string; all: string; options: string[]; choose: (value: number) => void }) =>
  <select class={props.name} aria-label={props.label} onChange={(e) => props.choose(+e.currentTarget.value)}><option value="-1">{props.all}</option><For each={props.options}>{(t, i) => <option value={i()}>{t}</option>}</For></select>;

const Results = (props: { cat: Accessor<Entry[] | undefined>; ids: number[] }) => <ol class="results"><For each={props.ids}>{(id) => {
  const e = props.cat()![id];
  return <li><a href={e.url}>{e.title}</a><span class="tag">{TYPES[e.type]}</span><span class="tag">{PARCOURS[e.parcours]}</span><p>{e.summary}</p></li>;
}}</For></ol>;

function Page() {
  const m = createMemo(() => matrix(answers()));
  const turn = createMemo(() => angle(m()));
  const hits = createMemo(() => (query() && found()?.index.search(query())) || ALL);
  const result = createMemo(() => {
    const own = found();
    return own && rank(own.cat, answers(), { type: type(), parcours: parcours() }, hits().ids, hits().score);
  });
  load().then((cat) => setFound({ cat, index: new Index(cat) }));
  return <div class="bw"><h2>Boussole</h2>{QUESTIONS.map((_, q) => <Question q={q} />)}
    <div class="mid"><Matrix m={m()} /><Compass turn={turn()} /></div><h2>Ressources</h2>
    <div class="tools"><input class="search" type="search" aria-label="Chercher" placeholder="Chercher" onInput={(e) => setQuery(e.currentTarget.value)} />
      <Choice name="type" label="Type" all="Tous les types" options={TYPES} choose={setType} /><Choice name="parcours" label="Parcours" all="Tous les parcours" options={PARCOURS} choose={setParcours} /></div>
    <p class="count" aria-live="polite">{result() ? result()!.total + ' ressources' : ''}</p>
    <Results cat={() => found()?.cat} ids={result()?.top ?? []} /></div>;
}
render(() => <Page />, document.getElementById('bw')!);
