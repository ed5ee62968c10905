// What a fresh clone lacks before anything can run: packages, the database client, the build.
// Plain Node without packages: it runs before there are any.
import { spawn } from 'node:child_process';
import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder; every command runs there. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_MINIMUM = [20, 19];
const BUILD_STAMP = join(ROOT, 'dist', '.built');
const CLIENT = join(ROOT, 'src', 'store', 'generated', 'client.ts');
const SCHEMA = join(ROOT, 'prisma', 'schema.prisma');
/** What every build ends with; a build of before a page was there has no such page. */
const PAGES = ['chat', 'console', 'forms'].map((page) =>
  join(ROOT, 'dist', 'web', page, 'index.html'),
);
/** What the build is made from. */
const SOURCES = ['src', 'package-lock.json', 'tsconfig.json'];

/** Ends the process with a sentence when this Node.js is too old. */
export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = NODE_MINIMUM;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  fail(
    `Careline needs Node.js ${NODE_MINIMUM.join('.')} or newer; this is ${process.versions.node}. https://nodejs.org has it.`,
  );
}

/** Prints a sentence and ends the process. */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Installs the packages when some are missing or of another version than package-lock.json says. */
export async function ensureInstalled({ withoutDev = false } = {}) {
  if (isInstalled(withoutDev)) return;
  // No package needs its install script, and some would download from elsewhere.
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund'];
  if (withoutDev) flags.push('--omit=dev');
  console.log('installing the packages ...');
  const { exitCode } = await run(npm(), ['ci', ...flags], { isShown: false });
  if (exitCode === 0) return;
  // npm ci also asks for the packages of other platforms, which a company's own registry may lack.
  await step('npm ci did not work; trying npm install', npm(), ['install', '--no-save', ...flags]);
}

/** Generates the database client when it is missing or older than the schema. */
export async function ensureGenerated() {
  if (existsSync(CLIENT) && modifiedAt(CLIENT) >= modifiedAt(SCHEMA)) return;
  await generate();
}

/** Generates the database client, without a download. */
export async function generate() {
  await step('generating the database client', process.execPath, [bin('prisma'), 'generate'], {
    // Only migrations would use this engine, and ours run in WebAssembly (src/store/migration); any file will do.
    PRISMA_SCHEMA_ENGINE_BINARY: process.env.PRISMA_SCHEMA_ENGINE_BINARY || process.execPath,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  });
}

/** Builds when `dist` is missing, unfinished or older than the sources. */
export async function ensureBuilt() {
  if (!isBuilt()) await build();
}

/** True when `dist` is finished and nothing it is made from is newer. */
export function isBuilt() {
  if (!existsSync(BUILD_STAMP) || !PAGES.every(existsSync)) return false;
  const builtAt = modifiedAt(BUILD_STAMP);
  return SOURCES.every((source) => newestIn(join(ROOT, source)) <= builtAt);
}

/** Builds the server and the pages. */
export async function build() {
  const startedAt = new Date();
  rmSync(join(ROOT, 'dist'), { recursive: true, force: true });
  // One after the other they would leave every core but one idle.
  await Promise.all([buildServer(), buildPages()]);
  writeFileSync(BUILD_STAMP, '');
  // Dated when it began: what changed meanwhile is not in it.
  utimesSync(BUILD_STAMP, startedAt, startedAt);
}

async function buildServer() {
  await step('building the server', process.execPath, [join('scripts', 'bundle.mjs')]);
  const train = ['--import', 'tsx', join('scripts', 'train.ts')];
  await step('training the classifier', process.execPath, train);
}

async function buildPages() {
  for (const config of ['vite.config.ts', 'forms.vite.config.ts', 'console.vite.config.ts']) {
    const options = ['--config', `src/web/${config}`, '--logLevel', 'warn'];
    await step(
      `building the pages (${config})`,
      process.execPath,
      [bin('vite'), 'build', ...options],
      {
        // With another word in the caller's environment the pages would carry the development React: three times the weight.
        NODE_ENV: 'production',
      },
    );
  }
}

/** The script behind a package's command. */
export function bin(packageName, command = packageName) {
  const folder = join(ROOT, 'node_modules', packageName);
  if (!existsSync(folder)) {
    fail(
      `${packageName} is not installed. Run npm ci first; npm run serve needs a build made before.`,
    );
  }
  const { bin: commands } = readJson(join(folder, 'package.json'));
  return join(folder, typeof commands === 'string' ? commands : commands[command]);
}

/** Runs a program in the repository. Resolves with its exit code, and its output when it is not shown. */
export function run(command, args, { environment = {}, isShown = true } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: isShown ? 'inherit' : ['ignore', 'pipe', 'pipe'],
      // npm is a script on Windows.
      shell: process.platform === 'win32' && command === npm(),
    });
    let output = '';
    for (const stream of isShown ? [] : [child.stdout, child.stderr]) {
      stream.on('data', (chunk) => {
        output += chunk;
      });
    }
    child.on('error', (error) => resolve({ exitCode: 1, output: error.message }));
    child.on('close', (exitCode) => resolve({ exitCode: exitCode ?? 1, output }));
  });
}

/** One line when it begins; its output only when it fails, and then that is the end. */
async function step(title, command, args, environment = {}) {
  console.log(`${title} ...`);
  const { exitCode, output } = await run(command, args, { environment, isShown: false });
  if (exitCode === 0) return;
  console.error(output.trim());
  fail(`${title} failed.`);
}

function npm() {
  return process.platform === 'win32' ? 'npm.cmd' : 'npm';
}

function isInstalled(withoutDev) {
  // npm writes down what it installed.
  const installedFile = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(installedFile)) return false;
  const { packages: installed } = readJson(installedFile);
  const { packages: wanted } = readJson(join(ROOT, 'package-lock.json'));
  return Object.entries(wanted).every(([path, entry]) => {
    // The first is ourselves; optional ones are for other platforms.
    if (path === '' || entry.optional || entry.peer || (withoutDev && entry.dev)) return true;
    return installed[path]?.version === entry.version;
  });
}

/** The latest change in a file or folder, in milliseconds. A removed file shows in its folder's time. */
function newestIn(path) {
  const own = modifiedAt(path);
  if (!statSync(path).isDirectory()) return own;
  return readdirSync(path).reduce(
    (newest, name) => Math.max(newest, newestIn(join(path, name))),
    own,
  );
}

function modifiedAt(path) {
  return statSync(path).mtimeMs;
}

function readJson(path) {
  return JSON.parse(readFileSync(path, 'utf8'));
}
