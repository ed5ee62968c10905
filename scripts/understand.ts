// npm run understand -- "text" ["text" ...]: what the bot makes of each text, as POST /api/v1/understanding/parse
// answers it, with the features that decided. Needs no database and starts nothing.
import { trainClassifier } from '../src/bot/understanding/classifier/classifier.ts';
import { readExamples } from '../src/bot/understanding/read-examples.ts';
import { makeUnderstanding } from '../src/compose/understanding.ts';
import { systemClock } from '../src/lib/clock.ts';

const texts = process.argv.slice(2);
if (texts.length === 0) {
  console.error('Say something: npm run understand -- "我的理赔到哪了"');
  process.exit(1);
}

const { parse } = makeUnderstanding(trainClassifier(readExamples()));
for (const text of texts) {
  console.log(text);
  console.log(JSON.stringify(await parse(text, systemClock.now()), undefined, 2));
}
