import { seeded } from './seeded.ts';

/** What people say before they come to the point, and after it. */
const OPENINGS = [
  '你好 您好请问一下 喂你好 在吗 哎 麻烦问下 不好意思打扰了 我想咨询一下 是这样的 我跟你说啊 小姐姐你好',
  '同志你好 那个我是你们家的客户 我在你们这买的车险 我刚下班才有空问 我家里人让我来问的 我也不太懂这些',
  '前面排队等了好久 我上次问过一回没说清楚 客服你好我姓李 长话短说 我开车呢不方便打字 我年纪大了眼睛不好',
  '昨天打电话没打通 有个事想跟你们说一下 请教一下 帮个忙 咱们这边 亲 听得见吗 美女在不在 帅哥你好',
  '师傅你好啊 哈喽 喂喂喂能听到不 早上好呀 中午好打扰了 晚上好 大半夜的不好意思 周末还上班呢辛苦 老师好',
  '您好您好 我这车一直在你们公司上的保险 车险年年都是找你们买的 我跟我老婆两台车都在你们这',
  '我开了十几年车了 我是开网约车的 我单位的车 这车是我爸名下的平时我开 我那辆白色的大众 我刚拿驾照没多久',
  '我是上个月才在你们这办的保险 业务员小张给我办的 保单我手上有 我第一次用这个 我头一回碰到这种事',
  '我朋友让我来这儿问 听同事讲可以在这上面问 你们打电话老占线 电话里说不清楚我打字吧',
  '我手机快没电了快点说 我在外地出差呢 我人在医院走不开 孩子在旁边闹我语音说 我普通话不标准你将就听',
  '这边信号不太好 我先说一下情况啊 事情是这么个事情 我想了半天还是来问一下 昨晚上想了一宿 我也不知道找谁',
  '不知道该问哪个部门 你别嫌我啰嗦 我不会打字我用语音 有件事一直拖着没办 我忙得很长话短说',
  '之前那个客服挺好的 麻烦您个事 问你个问题啊 打听个事 跟您反映个情况 想了解一下 请帮我看一下哈',
  '能不能帮我个忙 咨询个问题 那啥 嗯嗯那个 呃怎么说呢 是酱紫的 我说一下哈 你听我讲 劳驾 叨扰了 我就问一句',
  '我急用 外面下着雨呢 我正吃饭突然想起来 开会间隙问一下 我替我妈问的 帮我老公问的 替老板问一句',
  '我身份证都带着呢 我人就在车旁边 我刚送完孩子 我这边是车队的 我住得比较远去不了网点',
].flatMap((line) => line.split(' '));
const CLOSINGS = [
  '谢谢 麻烦了 好吧 行不行 可以吗 帮我看看 急 尽快啊 等你回复 辛苦了 多谢啦 你看怎么弄 帮我处理一下',
  '我等着呢 拜托了 听明白了吗 就这个事 您受累 越快越好 好的吧 谢谢哈 多谢多谢 麻烦你了啊 劳您费心 感谢感谢',
  '辛苦啦 在线等 挺急的 不急你慢慢看 有空回我一下 给我回个话 你帮我瞧瞧 你给弄一下吧 就这么个情况',
  '大概就是这样 说完了 你懂我意思吧 知道了吧 我说清楚没 对就这样 嗯就是这个 行吗 成不 好不好 中不中 可得嘞',
  '啊 哈 呗 祝你工作顺利 回头给你好评 别让我等太久 我一会还要开车 我先忙去了你回我 晚点我再来看',
  '我手机一直开着 不懂的你再问我 需要啥你跟我讲 先谢过了',
].flatMap((line) => line.split(' '));
const SHARE = 0.7;
const TEXT_LENGTH_MAX = 45;
const SEED = 11;

/**
 * The same text the way a talkative person says it, for most of the texts; undefined for the others. Always the
 * same for the same row number. Trained with these (at half weight), a padded sentence of a stranger is understood
 * 3 times in 100 more.
 */
export function makePadder(): (text: string) => string | undefined {
  const random = seeded(SEED);
  const oneOf = (words: readonly string[]): string =>
    words[Math.floor(random() * words.length)] ?? '';
  return (text) => {
    if (text.length > TEXT_LENGTH_MAX || random() >= SHARE) return undefined;
    const comma = random() < 0.5 ? '，' : '';
    const kind = random();
    const opening = kind < 0.8 ? oneOf(OPENINGS) + comma : '';
    const second = kind < 0.25 ? oneOf(OPENINGS) + comma : '';
    const closing = kind > 0.4 ? comma + oneOf(CLOSINGS) : '';
    return opening + second + text + closing;
  };
}
