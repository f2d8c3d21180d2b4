import './core/style.css';
import { QUESTIONS, TYPES, PARCOURS, LEVERS, IMPACTS, noAnswers, matrix, angle, rank, load, type Entry } from './core/model';
import { Index, ALL } from './core/search';

const esc = (s: string) => s.replace(/[&<>"]/g, (c) => '&#' + c.charCodeAt(0) + ';');
const root = document.getElementById('bw')!;
const ticks = Array.from({ length: 12 }, (_, i) => `<line x1="100" y1="8" x2="100" y2="16" stroke="#789" transform="rotate(${i * 30} 100 100)"/>`).join('');
root.innerHTML = `<div class="bw"><h2>Boussole</h2>${QUESTIONS.map((q, i) => `<fieldset><legend>${esc(q.text)}</legend>${q.options.map((o, k) => `<label class="opt"><input type="radio" name="q${i}" value="${k}">${esc(o)}</label>`).join('')}</fieldset>`).join('')}
<div class="mid"><table><thead><tr><th></th>${IMPACTS.map((t) => `<th scope="col">${t}</th>`).join('')}</tr></thead><tbody>${LEVERS.map((t) => `<tr><th scope="row">${t}</th><td></td><td></td><td></td></tr>`).join('')}</tbody></table>
<svg viewBox="0 0 200 200" role="img" aria-label="Boussole"><circle cx="100" cy="100" r="94" fill="#f3f8f6" stroke="#0a6b57" stroke-width="3"/>${ticks}${LEVERS.map((t, i) => `<text x="100" y="30" font-size="9" text-anchor="middle" transform="rotate(${i * 120} 100 100)">${t}</text>`).join('')}<g class="needle"><path d="M100 40 L106 100 L100 112 L94 100Z" fill="#c8401f"/></g></svg></div>
<h2>Ressources</h2><div class="tools"><input class="search" type="search" aria-label="Chercher" placeholder="Chercher"><select class="type" aria-label="Type"><option value="-1">Tous les types</option>${TYPES.map((t, i) => `<option value="${i}">${t}</option>`).join('')}</select><select class="parcours" aria-label="Parcours"><option value="-1">Tous les parcours</option>${PARCOURS.map((t, i) => `<option value="${i}">${t}</option>`).join('')}</select></div>
<p class="count" aria-live="polite"></p><ol class="results"></ol></div>`;
const $ = <T extends Element>(s: string) => root.querySelector<T>(s)!;
const tds = [...root.querySelectorAll('td')], needle = $<SVGGElement>('.needle'), list = $('.results'), count = $('.count');
needle.style.transformOrigin = '100px 100px';
const search = $<HTMLInputElement>('.search'), type = $<HTMLSelectElement>('.type'), parcours = $<HTMLSelectElement>('.parcours');
const a = noAnswers();
let cat: Entry[] | undefined, index: Index | undefined;

function drawTop() {
  const m = matrix(a);
  m.flat().forEach((v, i) => { const s = v.toFixed(1) + ' %'; if (tds[i].textContent !== s) tds[i].textContent = s; });
  needle.style.transform = `rotate(${angle(m)}deg)`;
}
const rows: { li: HTMLLIElement; a: HTMLAnchorElement; t: Text; p: Text; s: HTMLElement; id: number }[] = [];
function drawList() {
  if (!cat || !index) return;
  const h = search.value ? index.search(search.value) : ALL;
  const r = rank(cat, a, { type: +type.value, parcours: +parcours.value }, h.ids, h.score);
  const c = r.total + ' ressources';
  if (count.textContent !== c) count.textContent = c;
  r.top.forEach((id, k) => {
    let row = rows[k];
    if (!row) {
      const li = document.createElement('li');
      li.innerHTML = '<a></a><span class="tag"> </span><span class="tag"> </span><p></p>';
      const [x, y, z, w] = [...li.children] as HTMLElement[];
      rows[k] = row = { li, a: x as HTMLAnchorElement, t: y.firstChild as Text, p: z.firstChild as Text, s: w, id: -1 };
    }
    if (row.id !== id) {
      const e = cat![id];
      row.id = id; row.a.href = e.url; row.a.textContent = e.title; row.t.data = TYPES[e.type]; row.p.data = PARCOURS[e.parcours]; row.s.textContent = e.summary;
    }
    if (!row.li.isConnected) list.append(row.li);
  });
  while (list.children.length > r.top.length) list.lastElementChild!.remove();
}
root.addEventListener('change', (ev) => {
  const t = ev.target as HTMLInputElement;
  if (t.name?.[0] === 'q') {
    const q = +t.name[1];
    root.querySelectorAll(`input[name=q${q}]`).forEach((i) => i.parentElement!.classList.toggle('on', i === t));
    a[q] = +t.value; drawTop(); drawList();
  } else if (t !== search) drawList();
});
search.addEventListener('input', drawList);
drawTop();
load().then((c) => { cat = c; index = new Index(c); drawList(); });
