import { at, type Query, withQuery } from "./address-parts.ts"

/** In the address of a page an act led to: the number of what was done. */
export const RECEIPT_MARK = "bien-nhan"
/** In the address of a page that shows what was typed before the session ended. */
export const KEPT_MARK = "con-giu"

type ReportFormat = "pdf" | "docx" | "xlsx"

/** Every address of the product; no path is typed twice. Parameters are encoded here. */
export const paths = {
  home: () => "/",
  /** Public catalogue, optionally searched: `q` is what people type, `ngay` the day whose list is asked for. */
  catalogue: (query: Query = {}) => withQuery("/danh-muc", query),
  /** Figures, files and grounds of the catalogue in force. */
  catalogueFigures: (query: Query = {}) => withQuery("/danh-muc/so-lieu", query),
  /** The catalogue in force on a day as one file. */
  consolidated: (format: "csv" | "xlsx", query: Query = {}) =>
    withQuery(`/danh-muc/hop-nhat/${format}`, query),
  edition: (editionId: string) => at("/danh-muc", editionId),
  /** What an act on an issued edition changed, old → new; `viec`: its issue, its recall, its errata. */
  editionChanges: (editionId: string, query: Query = {}) =>
    withQuery(`${at("/danh-muc", editionId)}/noi-dung-thay-doi`, query),
  /** What an issued edition lists of central branches, beside its catalogue. */
  editionBranches: (editionId: string) => `${at("/danh-muc", editionId)}/nganh-doc`,
  /** A file of an issued edition; with the edition's digest the address may be kept for good. */
  download: (editionId: string, file: string, digest?: string) =>
    withQuery(`${at("/danh-muc", editionId)}/tai-ve/${file.split("/").map(encodeURIComponent).join("/")}`, {
      v: digest?.slice(0, 12),
    }),
  /** Proof that one row was in the signed list. */
  rowProof: (editionId: string, serviceId: string) =>
    at(`${at("/danh-muc", editionId)}/bang-chung`, serviceId),
  /** Description of the catalogue in force for open-data catalogues. */
  dcat: () => "/danh-muc/dcat.jsonld",
  procedure: (code: string) => at("/thu-tuc", code),
  verify: (ticket = "") => withQuery("/xac-minh", { phieu: ticket }),
  /** Sending a remark on a procedure, and reading what became of it. */
  sendRemark: (code?: string) => withQuery("/gop-y", { ma: code }),
  lookUpRemark: () => "/gop-y/tra-loi",
  accessibility: () => "/tro-nang",
  personalData: () => "/du-lieu-ca-nhan",
  sitemap: () => "/sitemap.xml",
  /** Remarks of the public as the office answers them; `state`: how far each was dealt with. */
  remarks: (query: Query = {}) => withQuery("/gop-y-nguoi-dan", query),
  remark: (remarkId: string) => at("/gop-y-nguoi-dan", remarkId),
  /** `person`: training user whose sign-in is filled in. */
  forgottenPassword: () => "/quen-mat-khau",
  signIn: (returnTo?: string, person?: string) => withQuery("/dang-nhap", { returnTo, nguoi: person }),
  /** Signing in where the province does, being asked anew there, and where it sends people back to. */
  signOn: (returnTo?: string) => withQuery("/dang-nhap-chung", { returnTo }),
  signOnAgain: (returnTo: string) => withQuery("/dang-nhap-chung", { returnTo, "xac-nhan": "1" }),
  signOnAnswer: () => "/dang-nhap-chung/tra-loi",
  signOut: () => "/dang-xuat",
  /** The sign-in page after signing out of a session by the province's own sign-on. */
  signedOut: () => withQuery("/dang-nhap", { "da-xuat": "1" }),
  /** The first start of a real office: only while it waits to be set up. */
  firstSetup: () => "/thiet-lap",
  /** The second step of signing in, and where it is set up. */
  secondStep: (returnTo?: string) => withQuery("/ma-xac-thuc", { returnTo }),
  secondFactor: (returnTo?: string) => withQuery("/hai-buoc", { returnTo }),
  addPasskey: (returnTo?: string) => withQuery("/khoa-truy-cap", { returnTo }),
  passkeyScript: () => "/khoa-truy-cap.js",
  /** Showing again who sits there, before a grave act. */
  proveAgain: (returnTo: string) => withQuery("/xac-nhan-lai", { returnTo }),
  /** One's own account: where one is signed in, password. */
  account: (query: Query = {}) => withQuery("/tai-khoan", query),
  /** Changing one's own password; the first page of whoever was given one. */
  ownPassword: (returnTo?: string) =>
    withQuery("/mat-khau", { returnTo: returnTo === paths.myWork() ? undefined : returnTo }),
  /** What was done, by its number in the log. */
  receipt: (sequence: number) => at("/bien-nhan", String(sequence)),
  /** Searching the whole office. */
  search: (q?: string) => withQuery("/tim", { q }),
  /** `xem`: whose work; `han`: how near its day. */
  myWork: (query: { xem?: string | undefined; han?: string | undefined } = {}) =>
    withQuery("/cong-viec", query),
  /** `ngay`: how many days back changes are told. */
  leaderOverview: (query: Query = {}) => withQuery("/tong-quan", query),
  deadlines: (query: Query = {}) => withQuery("/thoi-han", query),
  deadline: (deadlineId: string) => at("/thoi-han", deadlineId),
  newDeadline: () => "/thoi-han/moi",
  /** Absences and who does whose work meanwhile. */
  absences: () => "/vang-mat",
  /** `person`: whose absence. */
  newDelegation: (person?: string) => withQuery("/vang-mat/moi", { nguoi: person }),
  delegation: (delegationId: string) => at("/vang-mat", delegationId),
  /** Plans of the office, and the tasks of the one asked for. */
  plans: () => "/ke-hoach",
  importPlan: () => "/ke-hoach/nhap",
  writePlan: () => "/ke-hoach/soan-moi",
  /** `sua`: the task whose form is open, `them`: the part a task is added to. */
  planDraft: (planVersionId: string, query: Query = {}) =>
    withQuery(`${at("/ke-hoach", planVersionId)}/soan`, query),
  plan: (planVersionId: string) => at("/ke-hoach", planVersionId),
  planDocument: (planVersionId: string, format: "pdf" | "docx") =>
    `${at("/ke-hoach", planVersionId)}/van-ban/${format}`,
  planBoard: (query: Query = {}) => withQuery("/ke-hoach/bang-theo-doi", query),
  planTimeline: (query: Query = {}) => withQuery("/ke-hoach/thoi-gian", query),
  planTimelineFile: (file: string, query: Query = {}) => withQuery(at("/ke-hoach/thoi-gian", file), query),
  websites: (query: Query = {}) => withQuery("/ke-hoach/trang", query),
  /** Reminding units of what they are late with; `xong`: how many people were just told. */
  planReminders: (query: Query = {}) => withQuery("/ke-hoach/don-doc", query),
  unitPlan: (agencyId: string) => at("/ke-hoach/don-vi", agencyId),
  /** A task of one unit, or of all who lead it. */
  planTask: (taskId: string) => at("/ke-hoach/nhiem-vu", taskId),
  planEvidence: (taskId: string, fileId: string) => at(`${at("/ke-hoach/nhiem-vu", taskId)}/tep`, fileId),
  /** Indicators of a period: `period`, `unit`, `set`. */
  indicators: (query: Query = {}) => withQuery("/chi-so", query),
  /** The province's figures of a quarter for anyone (`ky`), and its open files. */
  publicFigures: (query: Query = {}) => withQuery("/chi-so-cong-khai", query),
  publicFigureFile: (periodId: string, file: string) => at(at("/chi-so-cong-khai", periodId), file),
  /** Tables of dossiers and satisfaction: sending one, and what was shown of it. */
  importUsage: () => "/chi-so/nhap",
  usagePreview: (importId: string) => at("/chi-so/nhap", importId),
  indicatorTargets: (query: Query = {}) => withQuery("/chi-so/chi-tieu", query),
  /** Two formulas over one period: addresses `a` and `b`, `period`, `unit`; and all records between them as a file. */
  compareFormulas: (query: Query = {}) => withQuery("/chi-so/so-sanh", query),
  comparedFormulasFile: (query: Query = {}) => withQuery("/chi-so/so-sanh.csv", query),
  /** One of them; `count`: whose list is shown. */
  indicator: (indicatorId: string, query: Query = {}) => withQuery(at("/chi-so", indicatorId), query),
  /** Its trend or its units as a file: `xu-huong.csv`, `xu-huong.png`, `don-vi.csv`. */
  indicatorFile: (indicatorId: string, file: string, query: Query = {}) =>
    withQuery(at(`${at("/chi-so", indicatorId)}/tep`, file), query),
  /** Periods of reports: quarters, and requests out of turn. */
  reports: (query: Query = {}) => withQuery("/bao-cao", query),
  requestReport: () => "/bao-cao/yeu-cau",
  /** A period with its units; `loc`: those of one standing. */
  reportingPeriod: (periodId: string, query: Query = {}) => withQuery(at("/bao-cao/ky", periodId), query),
  reportForm: (periodId: string) => `${at("/bao-cao/ky", periodId)}/bieu-mau`,
  /** The units' rows behind one figure of the province's report. */
  consolidatedFigure: (periodId: string, key: string, query: Query = {}) =>
    withQuery(at(`${at("/bao-cao/ky", periodId)}/so-lieu`, key), query),
  consolidatedFile: (periodId: string, format: ReportFormat, query: Query = {}) =>
    withQuery(`${at("/bao-cao/ky", periodId)}/tai-ve/${format}`, query),
  /** One unit's report. */
  unitReport: (reportId: string) => at("/bao-cao/don-vi", reportId),
  /** The list behind one of its figures. */
  reportFigure: (reportId: string, key: string) => at(`${at("/bao-cao/don-vi", reportId)}/so-lieu`, key),
  unitReportFile: (reportId: string, format: ReportFormat) =>
    at(`${at("/bao-cao/don-vi", reportId)}/tai-ve`, format),
  inbox: (query: { page?: string | undefined } = {}) => withQuery("/thong-bao", query),
  /** Notes a message as read and goes on to what it is about. */
  inboxMessage: (messageId: string) => at("/thong-bao", messageId),
  /** How one is told of what; `xong`: what was just done. */
  mailing: (query: { xong?: string } = {}) => withQuery("/thong-bao/tuy-chon", query),
  /** A person's calendar: whoever has the secret reads it. */
  calendar: (secret: string) => `/lich/${secret}.ics`,
  /** Keeps and drops saved views of lists. */
  savedViews: () => "/bo-loc",
  campaigns: () => "/dot-ra-soat",
  campaign: (campaignId: string) => at("/dot-ra-soat", campaignId),
  /** Choosing the services of an amendment and opening it. */
  openAmendment: (query: Query = {}) => withQuery("/dot-ra-soat/dieu-chinh", query),
  barriers: (campaignId: string) => `${at("/dot-ra-soat", campaignId)}/rao-can`,
  barriersCsv: (campaignId: string, query: Query = {}) =>
    withQuery(`${at("/dot-ra-soat", campaignId)}/rao-can.csv`, query),
  /** From the navigation to the returns of the review that runs. */
  returns: () => "/phieu-dang-ky",
  /** Phiếu đăng ký: how far every unit's return is. */
  unitReturns: (campaignId: string, query: Query = {}) =>
    withQuery(`${at("/dot-ra-soat", campaignId)}/phieu-dang-ky`, query),
  unitReturnsCsv: (campaignId: string, query: Query = {}) =>
    withQuery(`${at("/dot-ra-soat", campaignId)}/phieu-dang-ky.csv`, query),
  /** One unit's. */
  unitReturn: (campaignId: string, agencyId: string) =>
    at(`${at("/dot-ra-soat", campaignId)}/phieu-dang-ky`, agencyId),
  /** One sending of it: its receipt. `vuaGui`: it was sent just now. */
  returnPart: (campaignId: string, agencyId: string, sequence: number, query: { vuaGui?: string } = {}) =>
    withQuery(`${at(`${at("/dot-ra-soat", campaignId)}/phieu-dang-ky`, agencyId)}/lan/${sequence}`, query),
  /** The same by its id, `2023-1:so-tu-phap:1`. */
  returnPartById: (partId: string) => {
    const [campaignId = "", agencyId = "", sequence = ""] = partId.split(":")
    return paths.returnPart(campaignId, agencyId, Number(sequence))
  },
  /** Its covering letter or receipt: `cong-van.pdf`. */
  returnFile: (campaignId: string, agencyId: string, sequence: number, file: string) =>
    `${at(`${at("/dot-ra-soat", campaignId)}/phieu-dang-ky`, agencyId)}/lan/${sequence}/${file}`,
  /** The whole of a campaign in pictures. */
  overview: (campaignId: string, query: Query = {}) =>
    withQuery(`${at("/dot-ra-soat", campaignId)}/toan-canh`, query),
  /** The list behind one of its numbers. */
  overviewList: (campaignId: string, list: Query) =>
    withQuery(`${at("/dot-ra-soat", campaignId)}/toan-canh/danh-sach`, list),
  /** One of its pictures or tables as a file: `tien-do.csv`. */
  overviewFile: (campaignId: string, file: string, query: Query = {}) =>
    withQuery(at(`${at("/dot-ra-soat", campaignId)}/toan-canh`, file), query),
  /** `list`: the query of the list the person came from, for going on to its next item. */
  registration: (registrationId: string, list: Query = {}) => withQuery(at("/dang-ky", registrationId), list),
  /** One answer to a doubt that several services share. */
  answerTogether: (registrationId: string, letter: string) =>
    withQuery(`${at("/dang-ky", registrationId)}/cung-tra-loi`, { tieuChi: letter }),
  reviewSlip: (registrationId: string) => `${at("/dang-ky", registrationId)}/phieu`,
  attachment: (registrationId: string, attachmentId: string) =>
    at(`${at("/dang-ky", registrationId)}/tep`, attachmentId),
  /** Takes what is being typed on a registration. */
  workingCopy: (registrationId: string) => `${at("/dang-ky", registrationId)}/phan-nhap`,
  appraisal: (list: Query = {}) => withQuery("/tham-dinh", list),
  /** Filling in registrations with a spreadsheet; `sheet`: a file that was sent, to be compared. */
  unitSheet: (sheet?: string) => withQuery("/bang-tinh", { tep: sheet }),
  unitSheetFile: () => "/bang-tinh/tai-ve",
  bulkJobs: () => "/viec-hang-loat",
  /** `show`: rows that went a given way. */
  bulkJob: (jobId: string, query: { show?: string } = {}) => withQuery(at("/viec-hang-loat", jobId), query),
  /** Texts of documents, each with its versions. */
  templates: () => "/mau-van-ban",
  template: (templateId: string) => at("/mau-van-ban", templateId),
  /** Every edition on its way to issue. */
  issuingList: () => "/ban-hanh",
  issuing: (editionId: string) => at("/ban-hanh", editionId),
  /** A document of an edition as the office sees it: `quyet-dinh.pdf`, `to-trinh.pdf`, `phu-luc-1.pdf`; `stage` one that is kept. */
  issuingDocument: (editionId: string, file: string, stage?: string) =>
    withQuery(`${at("/ban-hanh", editionId)}/van-ban/${file}`, { stage }),
  /** Signing with software of one's own: take the file, sign, send it back. */
  documentForm: (editionId: string) => `${at("/ban-hanh", editionId)}/the-thuc`,
  /** How drafts differ, and what a Word file somebody worked on says otherwise. */
  documentText: (editionId: string, query: { voi?: number } = {}) =>
    withQuery(`${at("/ban-hanh", editionId)}/so-sanh`, query),
  /** The services behind one figure of what issuing it comes to. */
  effect: (editionId: string, nhom?: string) => withQuery(`${at("/ban-hanh", editionId)}/tac-dong`, { nhom }),
  effectCsv: (editionId: string, nhom: string) =>
    withQuery(`${at("/ban-hanh", editionId)}/tac-dong.csv`, { nhom }),
  /** Amending, correcting or recalling an issued decision; `viec`: which. */
  afterIssue: (editionId: string, query: { viec?: string | undefined } = {}) =>
    withQuery(`${at("/ban-hanh", editionId)}/sau-ban-hanh`, query),
  /** The services a recall touches; `follows`: by what is in force after it. */
  recallLists: (editionId: string, follows: string | null) =>
    withQuery(`${at("/ban-hanh", editionId)}/thu-hoi.csv`, { sau: follows }),
  /** A page of the decision as a picture; `mark` changes with the content. */
  issuingPage: (editionId: string, page: number, mark: string) =>
    withQuery(`${at("/ban-hanh", editionId)}/trang/${page}`, { v: mark }),
  /** Drafting a letter, notice or report after a template. */
  draft: (editionId: string, template?: string) =>
    withQuery(`${at("/ban-hanh", editionId)}/soan`, { mau: template }),
  draftFile: (editionId: string, format: "pdf" | "docx", template: string, values: Query) =>
    withQuery(`${at("/ban-hanh", editionId)}/soan-tep/${format}`, { mau: template, ...values }),
  signElsewhere: (editionId: string) => `${at("/ban-hanh", editionId)}/ky-noi-khac`,
  importPreview: (stagedId: string, query: { loai?: string } = {}) =>
    withQuery(`/nhap-du-lieu/xem-truoc/${stagedId}`, query),
  importPreviewFile: (stagedId: string) => `/nhap-du-lieu/xem-truoc/${stagedId}/tai-ve`,
  importTemplate: () => "/nhap-du-lieu/mau",
  importData: (query: { lan?: string } = {}) => withQuery("/nhap-du-lieu", query),
  /** Undoing one import. */
  undoImport: (importId: string) => withQuery("/nhap-du-lieu/hoan-tac", { lan: importId }),
  /** Whose the procedures of the register are; `loai`: which, `vi-sao`: the doubt. */
  scope: (query: { loai?: string; "vi-sao"?: string; tim?: string } = {}) => withQuery("/pham-vi", query),
  /** Our levels beside those the nation and EMC show; `loai`: the kind of list. */
  levelAgreement: (query: Query = {}) => withQuery("/doi-chieu/muc-do", query),
  levelAgreementFile: (query: Query = {}) => withQuery("/doi-chieu/muc-do.csv", query),
  /** Lists of others, as evidence; `state`: matches by name that wait, or were decided. */
  evidence: (query: { state?: string } = {}) => withQuery("/doi-chieu", query),
  reorganisations: () => "/quan-tri/sap-xep",
  newReorganisation: () => "/quan-tri/sap-xep/moi",
  reorganisation: (id: string) => at("/quan-tri/sap-xep", id),
  /** Every row an act moves, as a table. */
  reorganisationRows: (id: string) => `${at("/quan-tri/sap-xep", id)}/danh-sach.csv`,
  regimes: () => "/bo-quy-dinh",
  regime: (regimeId: string) => at("/bo-quy-dinh", regimeId),
  /** `from`: the pack to begin with. */
  newRegime: (from?: string) => withQuery("/bo-quy-dinh/moi", { tu: from }),
  regimeProposal: (proposalId: string) => at("/bo-quy-dinh/de-xuat", proposalId),
  /** What imports changed; `state`: how far each was dealt with. */
  changes: (query: { state?: string } = {}) => withQuery("/thay-doi", query),
  /** Repeals of procedures; `ma`: the one whose effect is asked for. */
  repeals: (query: { ma?: string } = {}) => withQuery("/bai-bo", query),
  /** The services a repeal would end, as a file. */
  repealLists: (code: string) => withQuery("/bai-bo/tac-dong.csv", { ma: code }),
  change: (changeId: string) => at("/thay-doi", changeId),
  deliveries: (query: { edition?: string; target?: string; status?: string } = {}) =>
    withQuery("/giao-nhan", query),
  delivery: (messageId: string) => at("/giao-nhan", messageId),
  auditLog: (query: Query = {}) => withQuery("/nhat-ky", query),
  checkpoints: (query: Query = {}) => withQuery("/nhat-ky/moc", query),
  checkpoint: (entries: number) => `/nhat-ky/moc/${entries}`,
  /** That one entry stands in the log, as a file. */
  entryProof: (sequence: number) => `/nhat-ky/${sequence}/bang-chung`,
  /** What is to be settled with the world after a restore. */
  recovery: () => "/quan-tri/sau-phuc-hoi",
  /** Tables of office data, their rows, and changes of them. */
  administration: () => "/quan-tri",
  /** What is missing before a decision can be issued; `on`: on another day than today. */
  readiness: (query: { on?: string } = {}) => withQuery("/quan-tri/san-sang", { ngay: query.on }),
  handover: (id?: string) => (id === undefined ? "/quan-tri/ban-giao" : at("/quan-tri/ban-giao", id)),
  personalFile: (id?: string) => (id ? at("/quan-tri/du-lieu-ca-nhan", id) : "/quan-tri/du-lieu-ca-nhan"),
  sessions: () => "/quan-tri/phien",
  ownFile: (part: "" | "/tai-ve" = "") => `/tai-khoan/du-lieu${part}`,
  table: (table: string, query: Query = {}) => withQuery(at("/quan-tri", table), query),
  newRow: (table: string) => `${at("/quan-tri", table)}/moi`,
  row: (table: string, key: string) => at(`${at("/quan-tri", table)}/dong`, key),
  importTable: (table: string) => `${at("/quan-tri", table)}/nhap`,
  tableFile: (table: string, format: "xlsx" | "csv") => `${at("/quan-tri", table)}/tai-ve/${format}`,
  /** Mail and calls of webhooks, with how they went. */
  dispatches: () => "/quan-tri/da-gui",
  dispatch: (dispatchId: string) => at("/quan-tri/da-gui", dispatchId),
  portalTest: (portalId: string) => at("/quan-tri/cong/thu-ket-noi", portalId),
  referenceChange: (changeId: string) => at("/quan-tri/thay-doi", changeId),
  editDraft: (changeId: string) => `${at("/quan-tri/thay-doi", changeId)}/sua`,
  /** Action that moves the training clock. */
  trainingClock: () => "/tap-huan",
}
