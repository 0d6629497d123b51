import { foldText, normaliseText } from "#models/shared/text.ts"

const LONGEST_NAME = 120

/** Leading bullets, numbers and letters of lists: `a)`, `1.`, `(i)`, `-`, `+`. */
const BULLET = /^(?:[-–—+*•·.,:;]+|\(?(?:[a-zđ]|\d{1,2}|[ivx]{1,4})[).](?:\d[).]?)*(?=\s|\p{L}))\s*/iu
/** Where a name ends and its explanation begins. */
const EXPLANATION =
  /\s*(?:[;:(]|\.\s|\.-|\.(?=\p{Lu}\p{Ll})|\s[-–]\s(?=\p{Lu})|,? (?:theo|lập theo|được lập|thực hiện theo|quy định tại|ban hành kèm|kèm theo|trong đó|trừ trường hợp|nếu|đối với|trong trường hợp|trường hợp|có chứng thực|có xác nhận|để đối chiếu|do cơ quan)(?=\s|$)).*$/isu

/** Opens a remark rather than a paper. */
const REMARK =
  /^(?:\(|tuy |tru |trong |chua |phai |dang tai|cung cap|ty le |ho so (?:dien tu|ban giay|nhu|dang ky .*moi truong dien tu)|truong hop|luu y|ghi chu|nguoi |viec |neu |doi voi |khi |thanh phan|so luong|ho so gom|ho so bao gom|giay to phai|giay to nop|cac giay to|ngoai |to chuc|ca nhan|co quan|cong dan|mot trong|ban sao cac giay to|ban sao mot trong|ban chup cac giay to|\* |cu the|theo |tren moi truong|nop |xuat trinh|truc tiep|hinh thuc)/

/** A name short enough for a table, without list marks and without its explanation; empty when it is only a remark. */
export const shortName = (text: string): string => {
  const firstLine = normaliseText(text.split("\n").find((line) => line.trim() !== "") ?? "")
  const unmarked = withoutBullets(firstLine)
  const cut = withoutEnd(unmarked.replace(EXPLANATION, ""))
  const whole = cut.length >= 8 && !SAYS_NOTHING.test(foldText(cut)) ? cut : withoutEnd(unmarked)
  return upperFirst(withoutLooseEnd(cutAtWord(whole, LONGEST_NAME)))
}

/** A cut that kept only what kind of copy it is. */
const SAYS_NOTHING =
  /^(?:\d+ )?(?:ban|giay to)(?: (?:chinh|sao|goc|chup|dien tu|hoac|kem|va|ban|hop le|cong chung|tu so))*$/

/** The short name of a paper; empty when the line is a remark. */
export const paperName = (text: string): string => {
  const name = shortName(text)
  return name.length < 5 || REMARK.test(foldText(withoutBullets(normaliseText(text))))
    ? ""
    : name.replace(/[[\]|]/g, " ")
}

const withoutBullets = (text: string): string => {
  let rest = text.trim()
  for (let before = ""; before !== rest; ) {
    before = rest
    rest = rest.replace(BULLET, "").trim()
  }
  return rest
}

const withoutEnd = (text: string): string => text.replace(/[\s.,;:/–-]+$/u, "")
const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Words a name cannot end in. */
const LOOSE_END =
  /\s+(?:của|và|hoặc|cho|tại|do|để|với|về|các|những|là|được|có|từ|bởi|sau|gồm|bao gồm|bao gồm các (?:giấy tờ|nội dung|thông tin))$/u

const withoutLooseEnd = (text: string): string => {
  let rest = text
  while (LOOSE_END.test(rest)) rest = withoutEnd(rest.replace(LOOSE_END, ""))
  return rest
}

const cutAtWord = (text: string, length: number): string =>
  text.length <= length ? text : withoutEnd(text.slice(0, length).replace(/\s+\S*$/, ""))
