import './style.css';
import { render } from 'preact';
import { signal, computed } from '@preact/signals';
import { QUESTIONS, TYPES, PARCOURS, LEVERS, IMPACTS, noAnswers, matrix, angle, rank, load, type Entry, type Answers } from './model';
import { ALL, type Hits } from './search';

const answers = signal<Answers>(noAnswers()), query = signal(''), type = signal(-1), parcours = signal(-1);
const cat = signal<Entry[] | null>(null);
let find: (query: string) => Hits;
const m = computed(() => matrix(answers.value)), turn = computed(() => angle(m.value));
const hits = computed(() => (cat.value && query.value ? find(query.value) : ALL));
const result = computed(() => (cat.value ? rank(cat.value, answers.value, { type: type.value, parcours: parcours.value }, hits.value.ids, hits.value.score) : null));
const pick = (q: number, o: number) => (answers.value = answers.value.map((v, i) => (i === q ? o : v)));

const Question = ({ q }: { q: number }) => {
  const v = answers.value[q];
  return <fieldset><legend>{QUESTIONS[q].text}</legend>{QUESTIONS[q].options.map((o, k) =>
    <label key={k} class={v === k ? 'opt on' : 'opt'}><input type="radio" name={'q' + q} value={k} checked={v === k} onChange={() => pick(q, k)} />{o}</label>)}</fieldset>;
};
const Matrix = () => <table><thead><tr><th></th>{IMPACTS.map((t) => <th scope="col">{t}</th>)}</tr></thead>
  <tbody>{LEVERS.map((t, l) => <tr><th scope="row">{t}</th>{m.value[l].map((w) => <td>{w.toFixed(1)} %</td>)}</tr>)}</tbody></table>;
const Compass = () => <svg viewBox="0 0 200 200" role="img" aria-label="Boussole">
  <circle cx="100" cy="100" r="94" fill="#f3f8f6" stroke="#0a6b57" stroke-width="3" />
  {Array.from({ length: 12 }, (_, i) => <line x1="100" y1="8" x2="100" y2="16" stroke="#789" transform={`rotate(${i * 30} 100 100)`} />)}
  {LEVERS.map((t, i) => <text x="100" y="30" font-size="9" text-anchor="middle" transform={`rotate(${i * 120} 100 100)`}>{t}</text>)}
  <g class="needle" style={{ transformOrigin: '100px 100px', transform: `rotate(${turn.value}deg)` }}><path d="M100 40 L106 100 L100 112 L94 100Z" fill="#c8401f" /></g></svg>;
const Tools = () => <div class="tools"><input class="search" type="search" aria-label="Chercher" placeholder="Chercher" onInput={(e) => (query.value = e.currentTarget.value)} />
  <select class="type" aria-label="Type" onChange={(e) => (type.value = +e.currentTarget.value)}><option value="-1">Tous les types</option>{TYPES.map((t, i) => <option value={i}>{t}</option>)}</select>
  <select class="parcours" aria-label="Parcours" onChange={(e) => (parcours.value = +e.currentTarget.value)}><option value="-1">Tous les parcours</option>{PARCOURS.map((t, i) => <option value={i}>{t}</option>)}</select></div>;
const Results = () => {
  const r = result.value, c = cat.value;
  return <><p class="count" aria-live="polite">{r ? r.total + ' ressources' : ''}</p><ol class="results">{r && r.top.map((id) => {
    const e = c![id];
    return <li key={id}><a href={e.url}>{e.title}</a><span class="tag">{TYPES[e.type]}</span><span class="tag">{PARCOURS[e.parcours]}</span><p>{e.summary}</p></li>;
  })}</ol></>;
};
/** The page in Preact; `indexed` makes what finds words in the entries. */
export function widget(indexed: (entries: Entry[]) => (query: string) => Hits) {
  render(<div class="bw"><h2>Boussole</h2>{QUESTIONS.map((_, q) => <Question q={q} />)}<div class="mid"><Matrix /><Compass /></div><h2>Ressources</h2><Tools /><Results /></div>, document.getElementById('bw')!);
  load().then((c) => { find = indexed(c); cat.value = c; });
}
