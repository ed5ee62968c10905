// Part of npm run build: what the classifier learns goes into dist, so that no start has to wait for it.
const built = new URL('../dist/bot/understanding/open-classifier.js', import.meta.url);
// By its address: the types of the scripts end here.
const { storeClassifier } = await import(built.href);

storeClassifier();
