import { inMegabytes, MEGABYTE } from "#workflows/uploads/import-limits.ts"

/**
 * A form that takes files: where it is sent, the endings of the files it is for, what its files may weigh together in bytes,
 * and what to do about more.
 */
export type UploadLimit = { route: string; kinds: readonly string[]; bytes: number; advice: string }

/**
 * Every form that takes files. The server in front, the reader of each route and the words on the screens have their limits
 * from here.
 */
export const UPLOADS = {
  register: {
    route: "/nhap-du-lieu",
    kinds: [".json", ".jsonl", ".gz", ".csv", ".txt", ".xlsx", ".xls", ".docx", ".html"],
    bytes: 60 * MEGABYTE,
    advice: "Hãy nén tệp (.jsonl.gz) hoặc chia nhỏ rồi gửi lại.",
  },
  verification: {
    route: "/xac-minh",
    kinds: [".pdf"],
    bytes: 30 * MEGABYTE,
    advice: "Hãy kiểm tra lại có đúng là tệp quyết định hoặc phụ lục không.",
  },
  /** A decision of 20,000 services with its annexes stays well below this. */
  signedElsewhere: {
    route: "/ban-hanh/:editionId/ky-noi-khac",
    kinds: [".pdf"],
    bytes: 60 * MEGABYTE,
    advice: "Hãy kiểm tra lại có đúng các tệp cần ký không.",
  },
  word: {
    route: "/ban-hanh/:editionId/so-sanh",
    kinds: [".docx"],
    bytes: 20 * MEGABYTE,
    advice: "Hãy bỏ bớt hình ảnh trong tệp rồi gửi lại.",
  },
  unitSheet: {
    route: "/bang-tinh",
    kinds: [".xlsx"],
    bytes: 5 * MEGABYTE,
    advice: "Hãy tải lại danh sách và chỉ điền vào đó.",
  },
  attachment: {
    route: "/dang-ky/:registrationId",
    kinds: [".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx"],
    bytes: 10 * MEGABYTE,
    advice: "Hãy quét lại ở độ phân giải thấp hơn hoặc chia nhỏ.",
  },
  /** The whole country's table of 2025 is 1,5 MB. */
  successions: {
    route: "/quan-tri/sap-xep/:reorganisationId",
    kinds: [".csv", ".xlsx"],
    bytes: 5 * MEGABYTE,
    advice: "Hãy chỉ giữ các dòng của tỉnh rồi gửi lại.",
  },
  /** A table of office data is a few thousand short rows. */
  referenceTable: {
    route: "/quan-tri/:table/nhap",
    kinds: [".csv", ".xlsx"],
    bytes: 5 * MEGABYTE,
    advice: "Hãy tải bảng hiện có về và chỉ sửa trong đó.",
  },
  /** A plan with its annex is a few dozen pages. */
  plan: {
    route: "/ke-hoach/nhap",
    kinds: [".docx", ".xlsx", ".txt"],
    bytes: 10 * MEGABYTE,
    advice: "Hãy bỏ bớt hình ảnh trong tệp rồi gửi lại.",
  },
  usage: {
    route: "/chi-so/nhap",
    kinds: [".csv", ".xlsx"],
    bytes: 40 * MEGABYTE,
    advice: "Hãy chia tệp theo tháng rồi gửi lại.",
  },
  planEvidence: {
    route: "/ke-hoach/nhiem-vu/:taskId",
    kinds: [".pdf", ".png", ".jpg", ".jpeg", ".docx", ".xlsx"],
    bytes: 10 * MEGABYTE,
    advice: "Hãy quét lại ở độ phân giải thấp hơn hoặc chia nhỏ.",
  },
  /** A published list is a few thousand rows. */
  evidence: {
    route: "/doi-chieu",
    kinds: [".csv", ".xlsx", ".xls", ".docx"],
    bytes: 10 * MEGABYTE,
    advice: "Hãy chỉ giữ các cột cần đối chiếu rồi gửi lại.",
  },
} as const satisfies Record<string, UploadLimit>

/** What a form without files may weigh, bytes. */
export const FORM_LIMIT = MEGABYTE

/**
 * What is too large is still read up to here, bytes: the files are thrown away, what was typed beside them comes back in the
 * form. More than this nobody reads.
 */
export const READ_THROUGH = { form: 4 * MEGABYTE, upload: 128 * MEGABYTE }

/**
 * How often calendars are read within the window: from one network address, where a whole office may sit behind one machine, and at
 * one secret address.
 */
export const CALENDAR_READS = { windowMs: 15 * 60_000, fromOnePlace: 600, atOneAddress: 30 }

/**
 * How often what costs much is asked for within a minute by one browser; from one network address as often as so many browsers may.
 * Sign-ins have limits of their own besides, which count failures.
 */
export const REQUEST_LIMITS = {
  windowMs: 60_000,
  browsersAtOnePlace: 5,
  kinds: {
    search: { most: 120, words: "Bạn tìm kiếm quá nhanh. Hãy đợi một phút rồi tìm lại." },
    verification: { most: 60, words: "Đã gửi quá nhiều tệp để kiểm tra. Hãy đợi một phút rồi gửi lại." },
    signIn: { most: 120, words: "Đã đăng nhập quá nhiều lần. Hãy đợi một phút rồi thử lại." },
    file: { most: 240, words: "Bạn tải tệp quá nhanh. Hãy đợi một phút rồi tải lại." },
  },
} as const
/**
 * Forms with files that are taken in or answered at one moment, since each lies in memory whole: of one browser, from one network address,
 * and of all, those of the public apart from the office's. Who is over it is asked to wait for the others.
 */
export const UPLOADS_AT_ONCE = { ofBrowser: 4, fromOnePlace: 12, inAll: 24 }

/**
 * Pages drawn at one moment, those that may wait for it, how long one counts among the former, and how long nothing follows one that is
 * answered. Further pages begun at once are not ready earlier, but all lie in memory half done.
 */
export const PAGES_AT_ONCE = { atOnce: 8, waiting: 2000, countsMs: 1000, restMs: 0 }

/** The same of files sent to be verified and the pages that answer them, which have a line of their own. */
export const VERIFICATIONS_AT_ONCE = { atOnce: 1, waiting: 200, countsMs: 500, restMs: 20 }

export type RequestKind = keyof typeof REQUEST_LIMITS.kinds

/** How a screen names what its form takes. */
export const limitWords = ({ kinds, bytes }: UploadLimit): string =>
  `Nhận tệp ${kinds.join(", ")}; tối đa ${inMegabytes(bytes)}.`

/** Why the files were not taken and what to do, wherever it is noticed. */
export const tooLargeWords = ({ bytes, advice }: UploadLimit): string =>
  `Tệp lớn hơn ${inMegabytes(bytes)} nên không nhận. ${advice}`

/** The same for a form without files. */
export const FORM_TOO_LARGE = `Nội dung gửi lên lớn hơn ${inMegabytes(FORM_LIMIT)} nên không nhận. Hãy rút ngắn rồi gửi lại.`
