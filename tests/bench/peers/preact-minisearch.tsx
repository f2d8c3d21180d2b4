import MiniSearch from 'minisearch';
import { widget } from './core/preact';
import { fold } from './core/search';

widget((entries) => {
  const index = new MiniSearch({ fields: ['title', 'summary'], processTerm: fold, searchOptions: { prefix: true, combineWith: 'AND', boost: { title: 3 } } });
  index.addAll(entries.map((e, id) => ({ id, title: e.title, summary: e.summary })));
  return (query) => {
    const scores = new Map<number, number>(index.search(query).map((r) => [r.id, r.score]));
    return { ids: [...scores.keys()], score: (id) => scores.get(id)! };
  };
});
