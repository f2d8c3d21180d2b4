// The questions alone: SurveyJS draws them and hears the answers; matrix and compass are written by hand. It has no list.
import 'survey-core/survey-core.fontless.min.css';
import './core/style.css';
import { Model } from 'survey-core';
import { renderSurvey } from 'survey-js-ui';
import { QUESTIONS, LEVERS, IMPACTS, noAnswers, matrix, angle } from './core/model';

const root = document.getElementById('bw')!;
const ticks = Array.from({ length: 12 }, (_, i) => `<line x1="100" y1="8" x2="100" y2="16" stroke="#789" transform="rotate(${i * 30} 100 100)"/>`).join('');
root.innerHTML = `<div class="bw"><h2>Boussole</h2><div class="questions"></div><div class="mid"><table><thead><tr><th></th>${IMPACTS.map((t) => `<th scope="col">${t}</th>`).join('')}</tr></thead><tbody>${LEVERS.map((t) => `<tr><th scope="row">${t}</th><td></td><td></td><td></td></tr>`).join('')}</tbody></table>
<svg viewBox="0 0 200 200" role="img" aria-label="Boussole"><circle cx="100" cy="100" r="94" fill="#f3f8f6" stroke="#0a6b57" stroke-width="3"/>${ticks}${LEVERS.map((t, i) => `<text x="100" y="30" font-size="9" text-anchor="middle" transform="rotate(${i * 120} 100 100)">${t}</text>`).join('')}<g class="needle" style="transform-origin:100px 100px"><path d="M100 40 L106 100 L100 112 L94 100Z" fill="#c8401f"/></g></svg></div></div>`;
const cells = root.querySelectorAll('td');
const needle = root.querySelector<SVGGElement>('.needle')!;
const answers = noAnswers();
function draw() {
  const m = matrix(answers);
  m.flat().forEach((weight, i) => { cells[i].textContent = weight.toFixed(1) + ' %'; });
  needle.style.transform = `rotate(${angle(m)}deg)`;
}
const survey = new Model({
  showNavigationButtons: false,
  elements: QUESTIONS.map((question, i) => ({ type: 'radiogroup', name: 'q' + i, title: question.text, choices: question.options.map((text, value) => ({ value, text })) })),
});
survey.onValueChanged.add((_, { name, value }) => { answers[+name.slice(1)] = +value; draw(); });
renderSurvey(survey, root.querySelector('.questions') as HTMLElement);
draw();
