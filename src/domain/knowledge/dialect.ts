/** Words of the regions and the same ones in the common language, in that order; applied one after the other. */
const DIALECT: readonly (readonly [said: RegExp, common: string])[] = [
  [/啱啱|啱先|刚刚/g, '刚才'],
  [/点解|做咩|为撒子?|为嘛/g, '为什么'],
  [/点样|点算|点搞|点办|咋个办|咋整|咋办|咋弄|咋搞|弄啥|哪能办|点计/g, '怎么办'],
  [/咋个?|哪能(?![不])/g, '怎么'],
  [/啥子|撒子|咩|乜|啥玩意儿?|啥/g, '什么'],
  [/几时|啥前儿|多咱|多暂/g, '什么时候'],
  [/边度|边个|搁哪儿?|上哪儿?/g, '哪里'],
  [/几多|好多(?=[钱次公天])/g, '多少'],
  [/冇得?|莫得|没得|呒没|木有|么得/g, '没有'],
  [/唔使|唔得/g, '不行'],
  [/唔|勿/g, '不'],
  [/系咪/g, '是不是'],
  [/得唔得|得不|中不中?|行伐|成不成?|要得不/g, '行不行'],
  [/俺们?|我哋|阿拉|咱们?/g, '我'],
  [/侬|你哋|恁/g, '你'],
  [/佢哋?|伊/g, '他'],
  [/[嘅额嘞](?=[\p{Script=Han}])/gu, '的'],
  [/咗|佬$/g, '了'],
  [/俾|畀/g, '给'],
  [/嗰|呢架/g, '那'],
  [/揸车|揸/g, '开车'],
  [/架车|车车|车子|轿车|座驾|小车/g, '车'],
  [/伐$|伐(?=[\s,，。？?])/g, '吗'],
  [/晓得|知晓/g, '知道'],
  [/屋企|屋头/g, '家'],
  [/寻勿着|寻不着|揾不到/g, '找不到'],
  [/揾/g, '找'],
  [/老豆|老汉儿|俺爹/g, '爸'],
  [/细路|娃娃|伢子|崽崽?|仔女|娃儿?/g, '孩子'],
  [/几百蚊|几百块/g, '几百块'],
  [/落雨/g, '下雨'],
  [/死火|憋火/g, '熄火'],
  [/整(?=[车坏一个])/g, '弄'],
];

/** The same in the common language, as far as single words go. */
export function commonWords(text: string): string {
  return DIALECT.reduce((said, [pattern, common]) => said.replaceAll(pattern, common), text);
}
