import { foldText } from '../entities/fold.ts';
import type { ComplaintCategory } from './record.ts';

/** One sign in the customer's words and how much it speaks for a category of domain.md 2.3. */
interface Sign {
  readonly category: ComplaintCategory;
  readonly pattern: RegExp;
  readonly weight: number;
}

const sign = (category: ComplaintCategory, weight: number, pattern: RegExp): Sign => ({
  category,
  pattern,
  weight,
});

const STAFF =
  '(?:客服|业务员|销售|代理人|理赔员|查勘员?|定损员?|专员|员工|经理|主任|坐席|话务员|师傅|你们的?人|工作人员|小[伙姑]子?娘?)';

/** In the order in which ties are settled: the narrower matter first. */
const SIGNS: readonly Sign[] = [
  sign(
    'PRIVACY.LEAK',
    5,
    /泄[露漏]|外泄|倒卖|(?:信息|资料|电话|号码|隐私)[^,。]{0,8}(?:卖|给了?别人|发给|流出)|(?:卖|出卖)[^,。]{0,6}(?:信息|资料|电话|号码)|只在你们这/,
  ),
  sign(
    'PRIVACY.SPAM',
    5,
    /(?:退订|拒收|td|取消订阅|说了?不要|叫你们别)[^。]{0,14}(?:还|又|照样|仍)[^,。]{0,6}(?:发|打|推)/i,
  ),
  sign(
    'PRIVACY.OVERCOLLECT',
    4,
    /(?:非要|必须|强制|凭什么)[^,。]{0,8}(?:授权|人脸|通讯录|定位|身份证照|个人信息)|过度收集/,
  ),
  sign(
    'PRIVACY.RIGHTS',
    4,
    /(?:删除?|注销|导出|查阅)[^,。]{0,6}(?:我的)?(?:个人)?(?:信息|资料|数据|账号)/,
  ),
  sign(
    'SALES.TELEMARKETING',
    4,
    /骚扰|(?:天天|每天|一天|不停|反复|老是?|总是?|轮番)[^,。]{0,10}(?:打电话|来电|电话推销|打给我|推销)|推销电话|电销/,
  ),
  sign(
    'SALES.GIFT',
    4,
    /(?:赠品|油卡|加油卡|礼品|保养券|洗车[卡券]|返[现点利]|送的?)[^,。]{0,12}(?:没|不|未|赖|少)|(?:说好|承诺|答应)[^,。]{0,6}(?:送|返)/,
  ),
  sign(
    'SALES.AUTO_RENEW',
    5,
    /自动续[保费]|(?:没|未|不)[^,。]{0,6}同意[^,。]{0,8}(?:续保|扣费|扣款)|(?:擅自|私自|偷偷|直接)[^,。]{0,6}(?:续保|续费|扣)/,
  ),
  sign(
    'SALES.BUNDLE',
    4,
    /搭售|捆绑|附加险[^,。]{0,10}(?:没|凭空|不知|多)|(?:凭空|莫名|偷偷|强制)[^,。]{0,8}(?:多出?|加[了上]|买)|驾[乘意]险/,
  ),
  sign(
    'SALES.NO_DISCLOSURE',
    4,
    /(?:没|未|不|压根)[^,。]{0,6}(?:说|讲|告知|提示|解释|提)[^,。]{0,8}(?:免责|不赔|条款|免赔|除外)|免责条款/,
  ),
  sign(
    'SALES.MISLEAD',
    3,
    /误导|虚假(?:宣传|承诺)|(?:业务员|销售|代理人|买的?时候|投保时|当初)[^。]{0,24}(?:说|讲|承诺|保证|拍[着了]?胸|骗|糊弄)|忽悠|夸大/,
  ),
  sign(
    'CLAIM.INJURY',
    4,
    /人伤|伤残|评残|误工费?|护理费|医[药疗]费|住院|伤者|死亡赔偿|精神损失|[治后]续治疗/,
  ),
  sign('CLAIM.SUBROGATION', 5, /代位|对方全责[^。]{0,16}(?:不赔|没钱|找|跑|推|各修)/),
  sign('CLAIM.TOTAL_LOSS', 5, /全损|残值|报废|推定/),
  sign('CLAIM.THIRD_PARTY', 4, /三者|我是被撞|对方(?:保险|的保险)|你们承保的?那/),
  sign(
    'CLAIM.REPAIR_SHOP',
    4,
    /修理厂|维修厂|汽修|4s店?|4儿子店|副厂件|配件|修[坏完车][^,。]{0,10}(?:不好|没好|又|还|异响|漏|坏)|指定[^,。]{0,6}(?:修|店|厂)|钣喷|喷漆|装不回/i,
  ),
  sign(
    'CLAIM.ASSESS_AMOUNT',
    4,
    /定[损孙笋][^,。]{0,12}(?:低|少|乱|才|黑|不认|不够|异议|不接受|价|错|压)|(?:定|核|赔|给)(?:得|的)?(?:这么|太|也太|那么)?[低少](?!见)|赔少|少(?:赔|算)|砍[脱掉了]|差价|压(?:价|了)|报价[^。]{0,16}(?:认|只|才)|打[一二三四五六七八九]折|折旧|没写进去|只(?:认|给|肯)/,
  ),
  sign(
    'CLAIM.LIABILITY',
    4,
    /拒[赔陪]|(?:凭什么|凭啥|点解|为什么|为啥|怎么就?)[^,。]{0,10}(?:不赔|拒|不认)|不(?:给|肯|予)?[赔陪](?!不是|礼)|不属于[^,。]{0,6}(?:责任|范围)|(?:判|定性|认定|说)[^,。]{0,6}(?:全责|酒驾|故意|骗保|老伤)|不在保障/,
  ),
  sign(
    'CLAIM.PAYMENT',
    4,
    /(?:钱|款|赔款|赔偿)[^,。]{0,14}(?:没|不|未|还)[^,。]{0,4}(?:到账|到|打|付|给|收到)|打款|退票|打错(?:账|卡)|没到账/,
  ),
  sign(
    'CLAIM.SURVEY',
    4,
    /(?:查勘|勘查|现场)[^。]{0,14}(?:没来|不来|不到|迟到|才到|等了|半天|没人)|没人(?:来|到)现场|放鸽子/,
  ),
  sign(
    'CLAIM.DOCS',
    4,
    /(?:材料|资料|单证|证明|发票)[^。]{0,14}(?:又|再|反复|重复|好几[次遍]|[三四五六]遍|跑了|补了|繁琐|多)|反复(?:要|补|交)|一会儿要/,
  ),
  sign(
    'CLAIM.DELAY',
    2,
    /(?:理赔|赔案|案子|案件|定损|审核)[^。]{0,14}(?:慢|拖|没结果|不批|没下文)/,
  ),
  sign(
    'CLAIM.DELAY',
    3,
    /(?:理赔|赔|案子|案件|定损|审核|处理|进度)[^。]{0,14}(?:慢|拖|没结果|没动静|没消息|没人管|不批|没下文|还没)|(?:拖|等)[了着]?[^,。]{0,6}(?:[天周月年]|久)|迟迟|一直(?:没|拖)|都[^,。]{0,6}[天周月]了/,
  ),
  sign(
    'UW.REFUSE_CI',
    5,
    /(?:不给|拒绝?|不让|不肯|拖着不)[^,。]{0,6}(?:承保|上|买|办)[^,。]{0,6}(?:交强|保险|险)|拒保/,
  ),
  sign('UW.PREMIUM', 4, /保费[^,。]{0,10}(?:涨|贵|高|多收|算错|乱)|涨价|多收[了我]?|系数/),
  sign(
    'UW.INFO_ERROR',
    4,
    /(?:保单|名字|车牌|车架号|保额|信息)[^,。]{0,10}(?:录错|写错|填错|错了|弄错|少写|打错)/,
  ),
  sign(
    'UW.POLICY_DELIVERY',
    4,
    /(?:电子)?保单[^,。]{0,10}(?:没收到|没发|不给|没给|查无|下载不)|发票[^,。]{0,10}(?:没|不|拖|开不)|开发票/,
  ),
  sign(
    'CHANGE.SURRENDER_FEE',
    4,
    /退保[^。]{0,14}(?:手续费|扣|只退|少退|退了?多少|才退)|扣[^,。]{0,4}手续费/,
  ),
  sign(
    'CHANGE.SURRENDER_DELAY',
    4,
    /退保[^。]{0,14}(?:拖|慢|没|不办|不给|不让|推|还)|不(?:给|让|肯)[^,。]{0,3}退保/,
  ),
  sign('CHANGE.ENDORSE', 4, /批改|(?:过户|改车牌|变更)[^,。]{0,10}(?:不|没|拖|慢|还)/),
  sign('SERVICE.RESCUE', 4, /拖车|救援|搭电|道路(?:救援|救助)/),
  sign(
    'SERVICE.BOT',
    5,
    /机器人|智能客服|ai客服|答非所问|转不(?:到|了)人工|找不到(?:人工|真人)|听不懂人话的?机/i,
  ),
  sign(
    'SERVICE.UNREACHABLE',
    4,
    /打不通|没人接|不接(?:我)?电话|联系不上|没人(?:回|理|管)|不回(?:消息|电话|复)|空号|占线|拉黑/,
  ),
  sign('SERVICE.WRONG_INFO', 5, /皮球|推卸|推来推去|踢来踢去|互相推/),
  sign(
    'SERVICE.WRONG_INFO',
    4,
    /(?:解释|答复|说法|说的?)[^,。]{0,8}(?:错|不一[样致]|前后|矛盾|变来变去)|一个说|乱说|瞎说/,
  ),
  sign(
    'SERVICE.ATTITUDE',
    4,
    new RegExp(
      `态度|骂[我人脏]|张嘴就骂|说话[^,。]{0,6}(?:冲|难听|阴阳|横)|出言不逊|挂[断了]?(?:我|你|掉)?[^,。]{0,2}电话|不耐烦|恶劣|嚣张|讽刺|侮辱|凶|吼|翻白眼|脏话|${STAFF}[^,。]{0,6}(?:垃圾|素质|差)|服务(?:太|真)?(?:差|烂)|道歉`,
    ),
  ),
  // Weak signs: they decide only where nothing else does.
  sign(
    'PRIVACY.LEAK',
    2,
    /(?:照片|身份证|资料|信息|复印件)[^。]{0,14}(?:群|乱贴|公开)|隐私|看到我的/,
  ),
  sign(
    'SALES.MISLEAD',
    2,
    /代签|签名不是|不是我签|诈骗|欺诈|强买强卖|飞单|说话不算|答应的|什么都赔|骗/,
  ),
  sign('SALES.NO_DISCLOSURE', 2, /霸王条款|没有任何人提示|没人提示|条款/),
  sign('CLAIM.INJURY', 2, /icu|钢板|病房|病床|按手印|骨裂|骨折|人都?没了/),
  sign('CLAIM.REPAIR_SHOP', 2, /修车|轮毂|玻璃店|换假货|越修越|合作厂/),
  sign(
    'CLAIM.LIABILITY',
    2,
    /[主次同]责|七三开|骗保|作假|做旧|免赔|推三阻四|不认账|一毛不拔|唔[赔陪]|跟事故无关|没责任/,
  ),
  sign('CLAIM.ASSESS_AMOUNT', 2, /定[损孙笋]|订损|评估|扣[了掉]?[三一二四五六七八九\d]|黑心/),
  sign('SERVICE.UNREACHABLE', 2, /失联|跑路|躲着|装死|排队|没一个人理|不回|删了/),
  sign('SERVICE.WRONG_INFO', 2, /甩锅|跑了[一二三四五六七八九十\d]+个|每个窗口|撒谎|瞎话|不归/),
  sign('SERVICE.RESCUE', 2, /高速[^。]{0,10}(?:等|站)/),
  sign(
    'SERVICE.ATTITUDE',
    2,
    /垃圾|差评|辱骂|歧视|没资格|爱理不理|阴阳怪气|不三不四|吓唬|威胁|拍桌子|笑我|喊滚|欺[人负]|客气|怠慢|处分|开除|吃拿卡要|好处费|红包|喝[了得]|指着/,
  ),
  sign('SERVICE.ATTITUDE', 1, new RegExp(`${STAFF}|查看[员的]|茶勘|接线`)),
];

/**
 * What a complaint seems to be about, best first, by the words in it: at most `max` categories, and none when
 * nothing speaks for any. A proposal: the customer sees it and may change it.
 */
export function proposeCategories(matter: string, max = 3): readonly ComplaintCategory[] {
  const text = foldText(matter).toLowerCase();
  const scores = new Map<ComplaintCategory, number>();
  for (const { category, pattern, weight } of SIGNS) {
    if (pattern.test(text)) scores.set(category, (scores.get(category) ?? 0) + weight);
  }
  return [...scores]
    .sort(([, a], [, b]) => b - a)
    .map(([category]) => category)
    .slice(0, max);
}

/** The one category that is proposed; OTHER when nothing speaks for any. */
export function proposeCategory(matter: string): ComplaintCategory {
  return proposeCategories(matter, 1)[0] ?? 'OTHER';
}
