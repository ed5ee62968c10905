import { callBack } from './call-back.ts';
import { claim } from './claim.ts';
import { claimReport } from './claim-report.ts';
import { claimStages } from './claim-stages.ts';
import { complaint } from './complaint.ts';
import { complaintActs } from './complaint-acts.ts';
import { complaintNewsText } from './complaint-news.ts';
import { complaintNotice } from './complaint-notice.ts';
import { dialogue, labels, safetyText, socialText, warningText } from './dialogue.ts';
import { documents } from './documents.ts';
import { event } from './event.ts';
import { handoff } from './handoff.ts';
import { identify, identityParts } from './identify.ts';
import { knowledge } from './knowledge.ts';
import { intentTitles, notYetText } from './not-yet.ts';
import { optOut } from './opt-out.ts';
import { policy } from './policy.ts';
import { cancellation, policyDocument, renewal, serviceRequest } from './policy-service.ts';
import { profile } from './profile.ts';
import { referral } from './referral.ts';
import { roadside } from './roadside.ts';
import { sessionRating } from './session-rating.ts';
import { survey } from './survey.ts';
import { wechat } from './wechat.ts';
import { wechatInbound } from './wechat-inbound.ts';

/** Every text of the bot, by flow. The parts are files of their own for length only. */
export const copy = {
  labels,
  dialogue,
  safetyText,
  socialText,
  warningText,
  notYetText,
  intentTitles,
  handoff,
  callBack,
  sessionRating,
  survey,
  identify,
  identityParts,
  claim,
  claimReport,
  claimStages,
  documents,
  event,
  referral,
  complaint,
  complaintActs,
  complaintNews: complaintNewsText,
  complaintNotice,
  optOut,
  knowledge,
  roadside,
  policy,
  renewal,
  cancellation,
  policyDocument,
  serviceRequest,
  profile,
  wechat,
  wechatInbound,
  /** What people say, not what we say: the bare yes and no. */
  words: {
    yes: /^(?:对|是|是的|对的|没错|嗯+|好|好的|可以|行|有|要|确认|没问题|对,没问题|ok)[的啊呀了吧]?[!。.]?$/i,
    /** No more files will follow. */
    finished:
      /^(?:都|全部?|已经|就)?(?:(?:发|传|交|拍)(?:完|齐|好)了?|这些|没有?(?:别的|其他|更多|什么)?(?:照片|证据|材料|截图|录音|图片?|单据)?(?:了|可发的?)?|完)了?[。.!！]?$/,
    /** Nothing but small talk. */
    talks: /^(?:在|你好|您好|谢谢|多谢|有人|喂|嗨|hi|hello)[在吗么不啊呀的了,，。.!！?？]*$/i,
    /** Two wishes in one breath, told apart. */
    also: /另外|顺便|顺带|还有|还想|再帮|也想|第二/,
    /** A short wish for something else, from somebody who was asked to tell what happened. */
    navigates:
      /^(?:先|再|请|麻烦|帮我|给我|我想|我要|我|想|要|另外|顺便|对了|等等|等一?下|[,，])*(?:查|看|问一?下|续保|报个?案|退订|转人工|改(?!正)|换)|^(?:对了|另外|顺便|等等|等一?下).*(?:到期|保单|发票|多少|什么|怎么|吗)/,
    none: /^(?:没有?|无|不用|不要|没有的)[了啊呀吧]?[!。.]?$/,
    /** A question, in the middle of something else. */
    asks: /[?？]|[吗呢么嘛]|怎么|咋|啥|什么|多少|多久|几[天年次个]|能不能|可不可以|会不会|是不是|行不行|要不要|为何|凭什么/,
    /** Curses with nothing else in them that would help us. */
    swears:
      /^(?:你们?|我|真|都是|就是|一群|[,，!！\s])*(?:傻[逼比bB]|[sS][bB]|滚|妈的|你妈|他妈|特么|卧槽|去死|垃圾|混蛋|王八蛋|废物|狗屁|骗子|有病|智障|脑残|坑人|什么玩意)/,
    no: /^(?:不|不是|不对|没有|没|不用|不要|否|无|不行)[的啊呀了吧]?[!。.]?$/i,
  },
} as const;
