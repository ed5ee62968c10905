import type { Danger, SocialKind } from '../command.ts';
import type { Brand } from '../flow.ts';

/** Labels of taps. A label is also what one may type. */
export const labels = {
  claimStatus: '查理赔进度',
  report: '我要报案',
  roadside: '道路救援',
  policy: '查保单',
  handoff: '转人工',
  resume: '继续办理',
  drop: '不用了',
  yes: '对，没问题',
  no: '不对，要修改',
  cancel: '取消',
  change: (slot: string) => `修改${slot}`,
  changeOther: '改其他项',
} as const;

/** What the engine itself says, whichever flow runs. */
export const dialogue = {
  greeting: (brand: Brand) =>
    `您好，我是${brand.name}的智能客服助手。报案、查理赔进度、叫道路救援、查保单、续保、登记投诉，还有车险问题，直接用平常的话告诉我就行。有人受伤请先拨打 120 和 122；需要真人时，随时发送“转人工”。`,
  capabilities:
    '我可以帮您报案、查理赔进度、准备理赔材料、叫道路救援、查保单和电子保单、登记续保或退保、修改联系方式、登记和查询投诉，也能解答车险问题。请问您想办理哪一项？',
  unknown:
    '抱歉，我没有听懂您的意思。您可以换个说法，比如“我要报案”“我的理赔到哪一步了”，或者点下面的选项。',
  unknownTwice: (brand: Brand) =>
    `抱歉，我还是没有听懂。不想让您反复说，需要为您登记人工服务吗？也可以拨打 ${brand.hotline}。`,
  clarify: '您是想办理下面哪一项？',
  wrongAnswer: '抱歉，这个回答我没能看懂。',
  wrongTwice: '抱歉，还是没能看懂。您可以再试一次，也可以转人工，由同事为您办理。',
  chooseAgain: '请点选或回复序号，例如“1”。',
  noted: '好的，记下了。',
  corrected: (label: string, value: string) => `好的，${label}已改为 ${value}。`,
  correctedSilently: (label: string) => `好的，${label}已更新。`,
  cleared: (label: string) => `好的，请重新告诉我${label}。`,
  cancelled: (title: string) => `好的，“${title}”已取消，刚才填写的信息不会保留。`,
  nothingToCancel: '好的，现在没有正在办理的事项。有需要随时告诉我。',
  restarted: '好的，我们从头开始。',
  askResume: (title: string) => `刚才的“${title}”还没有办完，要继续吗？`,
  resumed: (title: string) => `我们接着办理“${title}”。`,
  nothingToResume: '现在没有办到一半的事项。',
  cannotSkip:
    '这一项是核对和办理必须的，没有办法跳过。如果手边没有，可以转人工，由同事帮您想办法。',
  skipped: (label: string) => `好的，${label}先跳过。`,
  nothingToRepeat: '好的，您可以直接告诉我想办理什么。',
  whatToChange: '好的，哪一项需要修改？您可以直接告诉我正确的内容。',
  files: (count: number, kind: 'photo' | 'file') =>
    `收到您发来的 ${count} ${kind === 'photo' ? '张照片' : '个文件'}，已经保存在本次会话里。`,
  filesTaken: (count: number, kind: 'photo' | 'file') =>
    `收到 ${count} ${kind === 'photo' ? '张照片' : '个文件'}。`,
  filesTakenAlong: (count: number) => `您刚才发来的 ${count} 个文件，我一并放进来了。`,
  locationTaken: '收到您分享的位置。',
  locationKept: '收到您分享的位置。',
  welcomeBack: (title: string, summary: string | undefined) =>
    `欢迎回来，“${title}”还没有办完，我都替您留着。${summary === undefined ? '' : `\n${summary}`}`,
  expired: (title: string) => `之前的“${title}”搁置太久，已经关闭，需要的话可以重新办理。`,
  filesUnneeded: '现在这一步还用不到，等需要时我会告诉您。',
  voice: '抱歉，我暂时听不了语音，麻烦您打字告诉我。',
  /** A file that a channel named and that never came. */
  filesLost: (why: 'gone' | 'size' | 'type' | 'kind') =>
    ({
      gone: '抱歉，您刚才发来的文件没有收到，麻烦您重新发一次。',
      size: '抱歉，您刚才发来的文件太大，没有收下，麻烦您压缩后再发，或者分几次发。',
      type: '抱歉，您刚才发来的文件格式我们收不了，麻烦您发照片、视频或 PDF。',
      kind: '抱歉，您刚才发来的这类消息我打不开，麻烦您打字告诉我，或者拍照、截图发给我。',
    })[why],
  empathy: '让您久等、着急了，非常抱歉。我马上为您看。',
  outOfScope: (brand: Brand) =>
    `抱歉，这件事不在${brand.name}车险客服的办理范围内，我没法给您准确的答复，建议您向对应的机构咨询。车险方面，我可以帮您报案、查理赔进度、查保单、叫救援、登记投诉，或者为您转人工。`,
  swornAt:
    '让您这么生气，非常抱歉。您可以直接说说遇到了什么事，我马上为您办；要反映问题可以登记投诉，也可以转人工。',
  heard: (label: string, value: string) =>
    `收到，${label}是 ${value}。请问您想办理什么？比如报案、查理赔进度或者查保单。`,
  heardSilently: (label: string) =>
    `收到您的${label}。请问您想办理什么？比如报案、查理赔进度或者查保单。`,
  apology: (brand: Brand) =>
    `抱歉，系统刚才出了点问题，您的消息已经保存。请稍后再试一次，或拨打 ${brand.hotline}，也可以发送“转人工”。`,
} as const;

/**
 * First things first: safety before any business. 120 ambulance, 119 fire, 122 traffic police, 110 police;
 * 12356 is the national line for psychological help (国家卫生健康委, in service since 2025).
 */
export function safetyText(danger: Danger, brand: Brand): string {
  switch (danger) {
    case 'injury':
      return `人最要紧：请马上拨打 120 急救，并拨打 122 报警。在保证自身安全的前提下打开双闪、放好警示牌，人员撤到安全地带，不要随意移动重伤者。已为您登记人工优先处理，也可以拨打 ${brand.hotline} 报案，报案不需要先核对身份。`;
    case 'fire':
      return `请马上远离车辆，拨打 119，有人受伤同时拨打 120。不要打开引擎盖查看，也不要返回车内取东西。已为您登记人工优先处理，也可以拨打 ${brand.hotline} 报案，报案不需要先核对身份。`;
    case 'trapped':
      return `请先保证安全：能离开就马上离开车辆，到高处或护栏外等待；无法离开请立即拨打 119 或 110，在路上还可以拨打 122。车辆熄火后不要再次点火。已为您登记人工优先处理，也可以拨打 ${brand.hotline}。`;
    case 'past_injury':
      return '您提到有人受伤，希望一切平安。如果现在仍需要急救，请先拨打 120。人伤的事情可以随时发送“转人工”，由同事专门跟进。';
    case 'self_harm':
      return '听到您这样说，我很担心您。请先让自己待在安全的地方，联系一位您信任的人陪着您。您可以随时拨打全国心理援助热线 12356，情况紧急请拨打 120 或 110。已为您登记，请同事优先联系您；在这之前，请先和身边的人待在一起。';
  }
}

/** Short words for short words. */
export function socialText(kind: SocialKind, brand: Brand): string {
  switch (kind) {
    case 'greeting':
      return '您好，我在的。请问有什么可以帮您？';
    case 'thanks':
      return '不客气，这是我们应该做的。还有需要随时告诉我。';
    case 'goodbye':
      return '好的，再见，祝您平安。需要时随时回来找我。';
    case 'praise':
      return '谢谢您的肯定，我们会继续努力。';
    case 'who':
      return `我是${brand.name}的智能客服助手，是自动程序，不是真人。需要真人时，发送“转人工”，我来为您登记。`;
    case 'what':
      return dialogue.capabilities;
    case 'hotline':
      return `我们的客服热线是 ${brand.hotline}，24 小时可以拨打。也可以发送“转人工”，我来为您登记。`;
    case 'fine':
      return '好的，有需要随时告诉我。';
  }
}

/** Why somebody typed something that nobody should ask for in a chat (domain.md 3.4). */
export function warningText(secret: 'bank_card' | 'full_id_number' | 'password'): string {
  switch (secret) {
    case 'bank_card':
      return '温馨提醒：请不要在聊天里发送完整的银行卡号。我们不会在聊天中索要银行卡号、密码或安全码，刚才的号码我没有使用。';
    case 'full_id_number':
      return '温馨提醒：核对身份只需要证件号后四位，请不要发送完整的证件号码。';
    case 'password':
      return '温馨提醒：请不要在聊天里发送密码或卡片安全码。我们不会向您索要这些信息，刚才的内容我没有使用；如果是正在使用的密码，建议您尽快修改。';
  }
}
