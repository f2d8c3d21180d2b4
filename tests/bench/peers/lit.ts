import './core/style.css';
import { LitElement, html, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { QUESTIONS, TYPES, PARCOURS, LEVERS, IMPACTS, noAnswers, matrix, angle, rank, load, type Entry } from './core/model';
import { Index, ALL, type Hits } from './core/search';

class BwWidget extends LitElement {
  a = noAnswers(); q = ''; type = -1; parcours = -1; cat?: Entry[]; index?: Index; hits: Hits = ALL;
  createRenderRoot() { return this; } // same global stylesheet as the others
  connectedCallback() { super.connectedCallback(); load().then((c) => { this.cat = c; this.index = new Index(c); this.requestUpdate(); }); }
  find(v: string) { this.q = v; this.hits = this.index && v ? this.index.search(v) : ALL; this.requestUpdate(); }
  pick(q: number, o: number) { this.a = this.a.map((v, i) => (i === q ? o : v)); this.requestUpdate(); }
  render() {
    const m = matrix(this.a), c = this.cat;
    const r = c && rank(c, this.a, this, this.hits.ids, this.hits.score);
    return html`<div class="bw"><h2>Boussole</h2>${QUESTIONS.map((qu, q) => html`<fieldset><legend>${qu.text}</legend>${qu.options.map((o, k) =>
      html`<label class=${this.a[q] === k ? 'opt on' : 'opt'}><input type="radio" name=${'q' + q} value=${k} .checked=${this.a[q] === k} @change=${() => this.pick(q, k)}>${o}</label>`)}</fieldset>`)}
    <div class="mid"><table><thead><tr><th></th>${IMPACTS.map((t) => html`<th scope="col">${t}</th>`)}</tr></thead>
      <tbody>${LEVERS.map((t, l) => html`<tr><th scope="row">${t}</th>${m[l].map((w) => html`<td>${w.toFixed(1)} %</td>`)}</tr>`)}</tbody></table>
    <svg viewBox="0 0 200 200" role="img" aria-label="Boussole"><circle cx="100" cy="100" r="94" fill="#f3f8f6" stroke="#0a6b57" stroke-width="3"></circle>
      ${Array.from({ length: 12 }, (_, i) => svg`<line x1="100" y1="8" x2="100" y2="16" stroke="#789" transform="rotate(${i * 30} 100 100)"></line>`)}
      ${LEVERS.map((t, i) => svg`<text x="100" y="30" font-size="9" text-anchor="middle" transform="rotate(${i * 120} 100 100)">${t}</text>`)}
      <g class="needle" style="transform-origin:100px 100px;transform:rotate(${angle(m)}deg)"><path d="M100 40 L106 100 L100 112 L94 100Z" fill="#c8401f"></path></g></svg></div>
    <h2>Ressources</h2>
    <div class="tools"><input class="search" type="search" aria-label="Chercher" placeholder="Chercher" @input=${(e: any) => this.find(e.target.value)}>
      <select class="type" aria-label="Type" @change=${(e: any) => { this.type = +e.target.value; this.requestUpdate(); }}><option value="-1">Tous les types</option>${TYPES.map((t, i) => html`<option value=${i}>${t}</option>`)}</select>
      <select class="parcours" aria-label="Parcours" @change=${(e: any) => { this.parcours = +e.target.value; this.requestUpdate(); }}><option value="-1">Tous les parcours</option>${PARCOURS.map((t, i) => html`<option value=${i}>${t}</option>`)}</select></div>
    <p class="count" aria-live="polite">${r ? r.total + ' ressources' : ''}</p>
    <ol class="results">${r ? repeat(r.top, (id) => id, (id) => { const e = c![id]; return html`<li><a href=${e.url}>${e.title}</a><span class="tag">${TYPES[e.type]}</span><span class="tag">${PARCOURS[e.parcours]}</span><p>${e.summary}</p></li>`; }) : ''}</ol></div>`;
  }
}
customElements.define('bw-widget', BwWidget);
document.getElementById('bw')!.append(document.createElement('bw-widget'));
