import type { PaperKind, SensitivePurpose } from '../../domain/claim/document-names.ts';
import type { Brand } from '../flow.ts';

const KINDS: Readonly<Record<PaperKind, string>> = {
  single: '单方事故',
  double: '双方或多方事故',
  injury: '人员伤亡',
  theft: '全车被盗',
  glass: '玻璃破损',
  water: '水淹',
  fire: '火灾自燃',
  scratch: '划痕、找不到对方',
};

/** What the separate agreement is about, in its own words (个人信息保护法 29, 30). */
const CONSENTS: Readonly<Record<SensitivePurpose, string>> = {
  medical_documents: '病历、诊断、医疗费等材料属于敏感的健康信息',
  identity_documents: '身份证件属于敏感个人信息',
  account_documents: '银行账户信息属于敏感的金融账户信息',
};

/** How to take it, by what the paper is. */
const HOW_TO: readonly (readonly [RegExp, string])[] = [
  [/行驶证/, '请拍正本和副本，两面都要清楚，能看到检验有效期。'],
  [/驾驶证/, '请拍事故时驾驶人的驾驶证，正本副本都要，电子驾驶证可以截图。'],
  [/身份/, '请拍被保险人身份证正反两面；公司的车拍营业执照。可以加上“仅供车险理赔使用”的水印。'],
  [
    /收款|账户|银行/,
    '请拍被保险人本人银行卡的正面，能看清卡号和开户行；不要拍背面的安全码，也不要把卡号打在聊天里。',
  ],
  [/认定书|协商|协议/, '请把每一页拍全，签字、盖章要清楚；交管12123 的电子认定可以截图。'],
  [/发票|清单|凭证/, '请把票面拍全，抬头、金额、印章和明细要清楚；电子发票直接发 PDF。'],
  [/病历|诊断|医疗|误工|护理/, '请按页拍全，姓名、日期、医院印章要清楚。'],
  [/照片/, '请拍：前后左右四个角度的全景（带车牌）、损伤近照，水淹请带上水位线。'],
  [/证明|证书|认定/, '请把整页拍全，印章和编号要清楚。'],
  [/钥匙/, '请把全部钥匙放在一起拍一张照片，实物之后当面交给理赔专员。'],
];
const HOW_TO_ANY = '请把整页拍全，四角入镜、不反光，字迹清楚。';

/** What to do without it. */
const IF_LOST: readonly (readonly [RegExp, string])[] = [
  [/行驶证|驾驶证/, '可以在“交管12123”补领，或先出示电子证件截图。'],
  [/发票/, '请联系开票的修理厂或医院补开，或要加盖印章的发票存根复印件。'],
  [/认定书|协商|协议/, '可以向处理事故的交警部门申请补发或复印。'],
  [/病历|诊断|医疗/, '可以到就诊医院的病案室复印并盖章。'],
  [/身份/, '可以用临时身份证，或派出所出具的证明。'],
  [/登记证书|购置税|购车/, '请到车管所、税务部门或购车的 4S 店补办、打印。'],
];
const IF_LOST_ANY = '请联系开具的单位补办；补不了的，理赔专员会告诉您可以用什么代替。';

const pick = (table: readonly (readonly [RegExp, string])[], name: string, other: string): string =>
  table.find(([pattern]) => pattern.test(name))?.[1] ?? other;

/** Handing in the papers of a claim (domain.md 1.6; 保险法 22: all that is missing, at once). */
export const documents = {
  title: '理赔材料',
  labels: {
    case: '案件',
    document: '材料',
    inOrder: '按顺序一项项传',
    next: (document: string) => `下一项：${document}`,
    lacks: '没有这一项',
    finished: '都发完了',
    agree: '同意',
    refuse: '不同意',
    mine: '我已报案，要传材料',
    report: '我要报案',
    otherKinds: '看其他事故的清单',
    photos: '照片',
  },
  /** A case was not asked for by number: the customer means their own. */
  mineWords: ['已报案', '报过案', '我的案件', '上传材料', '传材料', '交材料'],
  kind: (kind: PaperKind) => KINDS[kind],
  howTo: (document: string) => pick(HOW_TO, document, HOW_TO_ANY),
  ifLost: (document: string) => pick(IF_LOST, document, IF_LOST_ANY),
  askKind: (lines: readonly string[]) =>
    `要哪些材料看事故情况，我会一次说全。请选一下，也可以回复序号：\n${lines.join('\n')}`,
  line: (index: number, label: string) => `${index}. ${label}`,
  general: (kind: string, list: readonly string[], brand: Brand) =>
    [
      `${kind}理赔一般需要这些材料（一次列全）：`,
      ...list.map((name) => `· ${name}`),
      '怎么拍：整页拍全、四角入镜、不反光；电子发票、电子证件可以直接发 PDF 或截图。',
      '原件请留好，需要交原件时理赔专员会告诉您；哪一样丢了也先告诉我们，多数可以补办。已经交过或我们手上已有的，不会重复要。',
      `具体以您的案件通知为准。还没报案的可以现在报案；已经报案的可以在这里一项项上传，或拨打 ${brand.hotline}。`,
    ].join('\n'),
  askCase: (count: number, lines: readonly string[]) =>
    `您有 ${count} 个没办完的案件，请问是哪一个的材料？\n${lines.join('\n')}`,
  caseLine: (about: string, suffix: string) => `${about} · 尾号${suffix}`,
  notFound: (brand: Brand) =>
    `在您可以查看的没有办完的案件里，没有找到它。请核对号码后再发一次；也可以先看看一般要准备什么，或者转人工、拨打 ${brand.hotline}。`,
  none: (brand: Brand) =>
    `没有查到您名下没办完的案件。还没报案的可以现在报案；想先知道要准备什么，我可以按事故类型列给您。也可以拨打 ${brand.hotline}。`,
  noneMissing: (about: string) =>
    `${about}的案件目前没有需要您补的材料。如果之后要补，我们会一次把全部缺的列给您。`,
  missing: (about: string, list: readonly string[], receivedCount: number) =>
    [
      `${about}的案件还需要 ${list.length} 项材料，一次列全${receivedCount > 0 ? `（已收到 ${receivedCount} 项，不用再交）` : ''}：`,
      ...list.map((name) => `· ${name}`),
      '在这里拍照上传就可以，原件请留好。某一样丢了或没有，告诉我，我来说怎么办。',
    ].join('\n'),
  askDocument: (lines: readonly string[]) =>
    `请问先传哪一项？可以点选，也可以回复序号：\n${lines.join('\n')}`,
  askWhich: (count: number, lines: readonly string[]) =>
    `收到 ${count} 个文件，请问是哪一项材料？\n${lines.join('\n')}`,
  askFiles: (document: string) =>
    `请发“${document}”${document.endsWith('照片') ? '' : '的照片'}。${pick(HOW_TO, document, HOW_TO_ANY)}`,
  askConsent: (document: string, purpose: SensitivePurpose, brand: Brand) =>
    `“${document}”需要您单独同意：${CONSENTS[purpose]}，${brand.name}只用于审核和支付这起案件的赔款，按法定期限保存，不作他用。您可以不同意，不影响其他材料，改为当面或邮寄给理赔专员。同意在这里上传吗？`,
  refused: (document: string) => `好的，“${document}”不在这里收，您可以当面或邮寄给理赔专员。`,
  received: (document: string, count: number) => `“${document}”已登记 ${count} 个文件。`,
  retryFiles: '请把材料的照片发给我；发完了就说“发完了”，没有的就说“没有这一项”。',
  retryFilesOf: (document: string) =>
    `现在传的是“${document}”，请把照片发给我；发完了就说“发完了”，没有的就说“没有这一项”。`,
  more: '这一项还有的话请接着发，',
  ordered: (document: string) => `发完了就点“下一项：${document}”。`,
  lastOne: '没有了就点“都发完了”。',
  skipped: (document: string, how: string) => `好的，“${document}”先记下没有。${how}`,
  unusable: '这个文件我没能收进来，请重新拍照或选文件再发一次。',
  finished: (told: {
    readonly about: string;
    readonly received: readonly string[];
    readonly left: readonly string[];
    readonly brand: Brand;
  }) =>
    [
      told.received.length === 0
        ? `好的，${told.about}的材料先到这里，这次没有新收到的。`
        : `${told.about}的材料这次收到 ${told.received.length} 项：${told.received.join('、')}。`,
      ...(told.left.length === 0
        ? ['清单上的材料都有了，理赔专员会核对；如果看不清或还需要补充，会一次告诉您。']
        : [`还缺：${told.left.join('、')}。之后随时说“传材料”，接着传就行。`]),
      `原件请留好。有疑问可以转人工，或拨打 ${told.brand.hotline}。`,
    ].join('\n'),
  left: (list: readonly string[]) => `还缺 ${list.length} 项：${list.join('、')}。`,
  cardTitle: '理赔材料清单',
  lostWords: /丢|遗失|找不到|不见了|弄没了|损坏|烧了/,
} as const;
