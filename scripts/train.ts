// Part of npm run build: what the classifier learns goes into dist, so that no start has to wait for it.
import { storeClassifier } from '../src/bot/understanding/open-classifier.ts';

storeClassifier();
