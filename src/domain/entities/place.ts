import type { Found } from './fold.ts';

/** What a place ends with; longest first where one begins another. */
const TAIL = new RegExp(
  [
    'K(?<![A-Za-z0-9]K)\\d+(?:\\s?\\+\\s?\\d+)?(?:公里)?',
    '(?:地下[一二三四五1-5]层|负[一二三四五1-5]层?)(?:停车场|车库)?|[BP](?<=[场厦城库街][BP])\\d层?(?:停车场|车库)?|[东南西北]{1,2}角|段(?<=(?:高速|国道|省道|路)[^,。]{2,7}段)|(?=[东南西北一二三四五六七八九1-9])(?<=[路道])[东南西北]?[一二三四五六七八九1-9]段|T(?<=机场T)\\d(?:航站楼)?',
    '[国省县乡村]道\\s?[GSXgsx]?\\d*线?|[GS](?<=高速[GS])\\d+',
    '[红绿灯]{0,3}(?:[十丁]字)?(?:交叉|三岔|岔)?路口|交叉口|路段',
    '高速公路|高速(?:出|入)?口|高速(?!费|救|限|行驶|路况|ETC)',
    '快速路|高架桥?|立交桥?|跨[江海]大桥|大桥|天桥|桥(?<![前后]桥)(?!牌)[口头]?|隧道口?|环岛|转盘|环线',
    '[东南西北中内外]?[一二三四五六]环(?:路|高架)?|匝道口?|辅[路道]|主路|绕城|应急车?道|(?:非?机动|行|超|快|慢|公交)车道|人行道|枢纽|(?=[东南西北])(?<=高速|绕城)[东南西北]{1,2}[段线]|(?=[A-Z\\d])(?<=站)(?:[A-Z]|\\d号)口',
    '收费站|服务区|检查站|加油站|充电站|充电桩',
    '(?:地下|地面|露天|立体)?停车(?:场|位|库|楼)|(?:地下)?车(?:库|位)|地库',
    '小区|花园|家园|公寓|新村|别墅区?|商场|商城|商业街|步行街|广场|超市|菜市场|市场(?!价)|购物中心|酒店|宾馆|饭店',
    '人民医院|医院|学校|幼儿园|[中小大]学|公园|机场|航站楼|(?:火车|高铁|地铁|汽车|客运|公交)站(?!牌)|车站|[东南西北]站',
    '工业园|产业园|科技园|园区|开发区|高新区|新区|大厦|写字楼|办公楼|\\d+号?[楼栋](?!下)',
    '大道|大街|街道|路(?<!的路)(?!由器|况|上|费|程|线|人|面|边摊|费|政|滑|灯|产|牙|怒|标|障|救)|路(?<!的路)(?=上|边|面)|街(?!坊)|巷子?口?|胡同口?|弄(?<=\\d弄)',
    '村口|村(?!民)|镇|乡(?!下人)|县城?|[区](?!别|分|间)|市(?!场|价|民|面|内)|省(?!钱|心|事|得|略|了)|自治[州区县]',
    '(?=\\d)(?<=[路街道巷弄里村区段园线同]\\s?)\\d+号(?!楼|码)|门口|[大正]门口?|[东南西北]门|[后侧](?<=[校院区园司店场厦城厂局].)门|附近|旁边|斜?对面|交汇处|交界处|[转拐]弯处|弯道|上坡|下坡',
    '出口|入口|出入口|工地|码头|厂区|仓库|[河湖江海]边|外滩|河堤|大堤|口岸|楼下|院子?里|校区|医院|银行(?=门|旁|附|对|楼|那)|公司(?=楼|门|停|附|旁|地|院|对)|单位(?=楼|门|停|附|旁|地|院)|中心(?!医)',
  ].join('|'),
  'g',
);

/** A place begins right behind the last of these. */
const LOCATOR =
  /地点(?:就?是|在|为)?|位置(?:就?是|在|为)?|地址(?:就?是|在|为)?|位于|(?:改|变更|搬|寄|迁)[到成为往去]|(?<!家)住(?=[^院宅])|停(?:[在到]|(?=小区|路|地|商|服务区|公司|单位|门口|楼下|家))|开[到过在](?!发)|走到|行至|行驶[至到在]|路过|途经|经过|[上下出进](?=了)|喺|搁|[放趴扔堵坏](?=小区|地库|车库|高速|楼下|路边|路口|院|国道)|(?:^|[刚才冲开拐])[出进](?=了?(?:小区|地库|车库|隧道|巷|胡同|村|服务区|停车|收费站|加油站|工地|校|厂|商场))|在|于(?!都|洪|田)|到(?!达)|从|去|往|至/g;
/** Whoever was there and what happened is no part of a place either. */
const OTHERS =
  /了|是|方向(?=K)|[上下走跑进](?=高速|高架|环线|匝道|路|桥|车库|地库|巷|胡同)|免费|送(?=医院)|过马|骑上|我们?(?!家)|你们?(?!家)|他们?(?!家)|她|它|咱们?(?!家)|俺们?|被|把|时候|然后|发生|大概|[有那这一]个|对方|前面|后面|[吗呢吧啊嗯哦]|追尾|撞[到上]?|刮[到了]?|蹭[到了]?|剐|停(?!车)|倒车(?:的时候|时)?|车(?=[在停到从开被坏就])/g;
/** Words of a request, which only count where no locator stood: 联想桥 is a bridge. */
const REQUEST = /着|就|请|帮忙?|拖到?|跟|说|想|要|找|问|[讲听装租]|看(?!守)|开(?=酒店)|反映/g;
const AT = /(?:[在于喺搁](?:一个|那个|这个|某个|[我你他她]们?)?|地点.*|位置.*|地址.*)$/;
const LOCATED =
  /(?:(?:[在于到从至往去住喺搁放趴扔堵坏]|(?:^|[刚才冲开拐])[出进])(?:一个|那个|这个|某个|那边|[我你他她]们?)?|地点.*|位置.*|地址.*|路过|途经|经过|[上下出进]了?)$/;
const MOVED = /(?:从|去|往)$/;
/** Between two parts of one place there is no verb: 沪昆高速下来在收费站 is two. */
const BREAK =
  /[在从到去往向于了着被把撞追刮蹭停等是我你他她要有没不来倒说看送跑拉,]|方向|准备|行驶|[左右]转|掉头|直行/;
/** G60沪昆高速往杭州方向K45 is one place. */
const BOUND = /^[往向]?\p{Script=Han}{1,6}方向$/u;
const GAP_MAX = 10;
const LENGTH_MAX = 40;
const CLAUSES = /[^,。!?;:\n"()、~]+/g;

// Words with the same endings that are no place, and places that an accident does not happen at.
const NOT_A_PLACE =
  /^(?:一路|路|.{0,3}半路|路上|走路|道路|公路|马路|思路|网路|套路|出路|街|区|市|省|县|镇|乡|村|站|网站|.*(?:来|家|班|走|一|程)的?路|车站牌|号|账号|门口?|附近|旁边|对面|入口|出口|中心|桥|医院|学校|机场|\d+号|.{0,4}(?:客服|理赔|维修|个人|服务|会员|客户|定损|呼叫|处理|用户)中心|.{0,2}市场)$/;
const GENERIC =
  /^(?:路口|路段|高速(?:公路|出口|入口)?|高架桥?|大桥|隧道|环岛|转盘|匝道|辅路|服务区|收费站|加油站|充电站|应急车道|地?库|.{0,2}停车[场位库]|.{0,2}车[库位]|小区|商场|超市|广场|酒店|宾馆|国道|省道|工地|[乡村]道|(?:非?机动|行|超|快|慢|公交)车道|人行道|公园|医院|学校|幼儿园|大道|机场|公司|单位|村口|门口|立交桥?|火车站|弯道|楼下)$/;
const IN = /^(?:的?[上里内下口]|里面|那[里边]|边上|中间|入口|出口)/;
const FUNCTION_WORDS =
  /[怎么吗呢吧哪什谁几]|走路|多少|如何|保险|理赔|投诉|报案|保单|赔|电话|号码|车牌|服务(?!区)|客服/;
const REQUEST_WORDS =
  /[没不问请帮给说很]|还[有是没]|[能会](?:不|给|到)|都[是有没在不]|太[差慢坑贵]|得[到了]/;
/** Endings that also end other words: alone they need a word like 在 before them. */
const WEAK =
  /^\d+号?[楼栋]$|(?:[区市省县镇乡村弄]|(?<!步行|商业|大|老|天|[东南西北中])街|中心|附近|旁边|对面|号|学|苑|市场)$/;

/** 上路, 跑路, 修路: a verb, whatever stands before it; 山路 is any road. */
const NO_ROAD =
  /(?:上|跑|修|绕|封|堵|半|顺|坏|站|马|涉水|道|铁|冰雪|雪天|护栏|赶|问|迷|的)路$|^[跑走开爬过盘]?山路$|^[钱款]?原路$/;
/** What happened to a car, or that help is needed there. */
const HAPPENED =
  /撞|追尾|[刮剐蹭碰磕怼砸划淹]|出[了的]?事|事故|出险|发生|抛锚|爆胎|着火|自燃|泡水|熄火|翻|打滑|失控|停|坏|趴|救|拖|没电|没油|亏电|搭电|打不着|堵|现场|等|查勘|报案|报个?险/;
/** Nothing happened: a question about the rules. */
const ASKED_ABOUT = /怎么|如何|吗|算[谁不是]|归谁|能不能|可不可以|能停|免费|还是/;
/** A place that no word like 在 introduces is one where something happened, or when it is all that was said. */
const MOVING = /[上下出进走跑]了?$/;
const AROUND_MAX = 3;
const BESIDE =
  /[往向朝]?\p{Script=Han}{1,6}方向|由[东南西北]{1,2}[向往][东南西北]{1,2}(?:方向)?|附近|旁边|[这那][边里儿个]|里[面边]?|地点|位置|就?在|现在|\s/gu;
const ERRAND = /发票|续费|报装|限行|积分|安装|费|开门|营业|票/;

/** Places in simplified text, where they stand; what was hidden before is spaces. */
export function findPlaces(text: string, isAsked: boolean): readonly Found[] {
  const found: Ranked[] = [];
  for (const clause of text.matchAll(CLAUSES)) {
    const places = inClause(clause[0], clause.index, text);
    found.push(...(places.length > 0 ? places : townIn(clause[0], clause.index)));
  }
  const best = found.some(({ isAt }) => isAt) ? found.filter(({ isMoved }) => !isMoved) : found;
  if (best.length > 0 || !isAsked) return best;
  return wholeAnswer(text);
}

/** 在南京被撞了, 我人在山东济南: a town by itself needs 在 before it, and nothing else to do there. */
const TOWN =
  /(?:在|位于)((?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|广西|海南|四川|贵州|云南|陕西|甘肃|青海|内蒙古?|宁夏|新疆|西藏)?(?:北京|上海|天津|重庆|广州|深圳|杭州|南京|武汉|成都|西安|苏州|宁波|青岛|大连|厦门|福州|济南|长沙|郑州|沈阳|合肥|昆明|南昌|贵阳|南宁|太原|石家庄|哈尔滨|长春|海口|三亚|兰州|银川|西宁|拉萨|乌鲁木齐|呼和浩特|无锡|常州|温州|佛山|东莞|珠海|中山|惠州|烟台|潍坊|徐州|绍兴|嘉兴|金华|台州|南通|扬州|泉州|洛阳|桂林|唐山|保定))(?:市区?|城区|郊区)?)(?=$|[,。!?;\s]|被|出[了的]?[事险]|撞|追尾|发生|抛锚|呢|这[边里]|那[边里]|跟|和人|的时候)/g;

interface Ranked extends Found {
  /** 在 stands before it. */
  readonly isAt: boolean;
  /** 从 or 去 stands before it: it happened on the way. */
  readonly isMoved: boolean;
}

function townIn(clause: string, offset: number): readonly Ranked[] {
  if (!/在|位于/.test(clause)) return [];
  return [...clause.matchAll(TOWN)].map((match) => {
    const value = match[1] ?? '';
    const end = offset + match.index + match[0].length;
    return { value, start: end - value.length, end, isAt: true, isMoved: false };
  });
}

function inClause(clause: string, offset: number, text: string): readonly Ranked[] {
  const tails = [...clause.matchAll(TAIL)];
  const found: Ranked[] = [];
  for (let i = 0; i < tails.length; i += 1) {
    const first = tails[i];
    if (first === undefined) continue;
    const previousEnd = found.at(-1)?.end ?? offset;
    const start = startOf(clause, Math.max(0, previousEnd - offset), first);
    let end = first.index + first[0].length;
    let parts = 1;
    for (let next = tails[i + 1]; next !== undefined; next = tails[i + 1]) {
      const gap = clause.slice(end, next.index);
      const isHidden = /\s{2}/.test(gap);
      const isBound = BOUND.test(gap) && next[0].startsWith('K');
      if (gap.length > GAP_MAX || isHidden || (BREAK.test(gap) && !isBound)) break;
      end = next.index + next[0].length;
      parts += 1;
      i += 1;
    }
    const place = judge({ text, clause, start, end, parts });
    if (place === undefined) continue;
    const from = offset + end - place.length;
    const before = text.slice(0, from);
    const isAt = AT.test(before);
    found.push({ value: place, start: from, end: offset + end, isAt, isMoved: MOVED.test(before) });
  }
  return found;
}

/** Behind the last word before the ending that is no part of the place. */
function startOf(clause: string, from: number, tail: RegExpExecArray): number {
  let start = from;
  // The ending is seen too: 停地库 and 出村口 begin a place, 停车场 and 出口 do not.
  const head = clause.slice(from, tail.index + tail[0].length);
  const headEnd = tail.index - from;
  for (const word of head.matchAll(LOCATOR)) {
    const end = word.index + word[0].length;
    if (end <= headEnd) start = from + end;
  }
  const isLocated = start > from;
  for (const words of isLocated ? [OTHERS] : [OTHERS, REQUEST]) {
    const rest = clause.slice(start, tail.index + tail[0].length);
    let skipped = 0;
    for (const word of rest.matchAll(words)) {
      const end = word.index + word[0].length;
      if (end <= tail.index - start) skipped = end;
    }
    start += skipped;
  }
  const spaces = /.*\s/.exec(clause.slice(start, tail.index))?.[0].length ?? 0;
  start += spaces;
  while (/[\s的]/.test(clause.charAt(start))) start += 1;
  return start;
}

interface Candidate {
  readonly text: string;
  readonly clause: string;
  readonly start: number;
  readonly end: number;
  readonly parts: number;
}

function judge({ text, clause, start, end, parts }: Candidate): string | undefined {
  const place = clause.slice(start, end);
  if (place.length < 2 || place.length > LENGTH_MAX || NOT_A_PLACE.test(place)) return undefined;
  if (FUNCTION_WORDS.test(place)) return undefined;
  const isLocated = LOCATED.test(clause.slice(0, start).trimEnd());
  // 上高速 tells where only when something happened there.
  const isOnTheMove = MOVING.test(clause.slice(0, start)) && GENERIC.test(place);
  if (isOnTheMove && (!HAPPENED.test(text) || ASKED_ABOUT.test(clause))) return undefined;
  if (isLocated) return NO_ROAD.test(place) && parts === 1 ? undefined : place;
  if (REQUEST_WORDS.test(place)) return undefined;
  if (NO_ROAD.test(place)) return undefined;
  if (parts === 1 && !/\d/.test(place) && !HAPPENED.test(text)) {
    const around = clause.replace(place, '').replace(BESIDE, '');
    if (around.length > AROUND_MAX || ERRAND.test(around)) return undefined;
  }
  if (GENERIC.test(place)) {
    return IN.test(clause.slice(end)) && !ASKED_ABOUT.test(clause) ? place : undefined;
  }
  if (parts > 1) return place;
  return WEAK.test(place) ? undefined : place;
}

const ANSWER_LEAD =
  /^(?:[\s,]|就|我|人|车|现在|好像|大概|应该|嗯|那个|是|在|地点|位置|到了?|于|:)+(?=.{2})/;
const ANSWER_TAIL = /(?:附近吧|那边吧|这边吧|[吧啊呢呀哈了]|[\s,。.!?])+$/;
const NO_ANSWER =
  /不知道|不清楚|不记得|不晓得|不确定|忘|取消|算了|人工|客服|退出|你好|您好|谢谢|稍等|等[一下会]|跳过|没有|返回|重新|投诉|报案|理赔|保单|不用|不要|不想|什么|怎么|哪|吗|谁|多少|可以|好的|好吧|是的|对的|没错|不是|不对|撤销|停止|继续|车牌|电话|手机|骂|傻|妈的/;

/** Asked for the place, anything that is no command is one. */
function wholeAnswer(text: string): readonly Found[] {
  if (NO_ANSWER.test(text)) return [];
  const lead = ANSWER_LEAD.exec(text)?.[0].length ?? 0;
  const value = text.slice(lead).replace(ANSWER_TAIL, '');
  const isPlace = /\p{Script=Han}{2}/u.test(value) && value.length <= LENGTH_MAX;
  const isBroken = /\s{3}/.test(value);
  return isPlace && !isBroken ? [{ value, start: lead, end: lead + value.length }] : [];
}
