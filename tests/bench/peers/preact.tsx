import { widget } from './core/preact';
import { Index } from './core/search';

widget((entries) => {
  const index = new Index(entries);
  return (query) => index.search(query);
});
