import { foldText } from "#models/shared/text.ts"

type Sign = { words: string; when: RegExp; unless?: RegExp }

const IF_NEEDED = /truong hop can|neu can|khi can|neu thay can|co the (?:to chuc|tien hanh)/

/** Signs of a visit to the place, in the order of preference; the record's own kind of place is kept. */
const ON_SITE: Sign[] = [
  { words: "Kiểm tra thực địa", when: /thuc dia/ },
  { words: "Kiểm tra hiện trường", when: /(?:kiem tra|xac minh|khao sat|tham tra)[^.;]{0,40} hien truong/ },
  {
    words: "Kiểm tra thực tế tại cơ sở",
    when: /(?:kiem tra|tham dinh|danh gia|xac minh|khao sat|tham tra)[^.;]{0,25}(?: thuc te|tai co so|tai cho|tai noi san xuat)/,
  },
]

/** Signs that the applicant must come in person. */
const PRESENCE: Sign[] = [
  {
    words: "Người yêu cầu phải có mặt ký sổ",
    when: /co mat[^.]{0,260}ky (?:ten )?vao so|ky (?:ten )?vao so[^.]{0,160}co mat/,
  },
  {
    words: "Người yêu cầu phải có mặt, ký trước mặt người thực hiện chứng thực",
    when: /ky truoc mat|diem chi truoc mat/,
  },
  {
    words: "Người yêu cầu phải có mặt để thu nhận ảnh, vân tay",
    when: /(?:thu nhan|chup|lan)[^.]{0,40}(?:van tay|anh khuon mat|anh chan dung)/,
  },
  {
    words: "Người đề nghị phải có mặt dự sát hạch",
    when: /(?:to chuc|du|tham gia|tham du) (?:ky )?(?:sat hach|kiem tra sat hach|thi sat hach)/,
  },
  {
    words: "Người yêu cầu phải có mặt tại cơ quan",
    when: /(?:ben|nguoi yeu cau|nguoi de nghi|duong su)[^.]{0,30}(?:phai|cung|deu) co mat|voi su co mat cua/,
  },
  { words: "Người yêu cầu ký vào sổ khi nhận kết quả", when: /ky (?:ten )?vao so/ },
]

const MIDDLE: Sign[] = [
  { words: "Niêm yết công khai", when: /niem yet/, unless: /niem yet gia/ },
  {
    words: "Lấy ý kiến cơ quan liên quan",
    when: /(?:lay|xin) y kien|van ban (?:de nghi|gui)[^.]{0,40}y kien/,
  },
  { words: "Họp hội đồng", when: /hop hoi dong|hoi dong (?:tham dinh|xet|giam dinh|danh gia)/ },
]

/**
 * What happens to a dossier, in words of our own, from what the record's steps say: a step stands only where the text shows
 * it. "(khi cần thiết)" marks a visit the text makes conditional.
 * @returns two to eight short steps in order
 */
export const stepsInOwnWords = (recordSteps: string): string[] => {
  const text = foldText(recordSteps)
  const shows = ({ when, unless }: Sign): boolean => when.test(text) && !unless?.test(text)
  const steps = ["Nộp hồ sơ"]
  if (/phieu hen|tiep nhan/.test(text)) steps.push("Tiếp nhận, kiểm tra hồ sơ")
  if (/bo sung|hoan thien ho so/.test(text)) steps.push("Yêu cầu bổ sung nếu hồ sơ chưa đủ")
  if (/tham dinh|tham tra|xem xet|kiem tra/.test(text)) steps.push("Thẩm định hồ sơ")
  for (const sign of MIDDLE) if (shows(sign)) steps.push(sign.words)
  const visit = ON_SITE.find(shows)
  if (visit) steps.push(isOnlyIfNeeded(text, visit.when) ? `${visit.words} (khi cần thiết)` : visit.words)
  if (
    /trinh (?:lanh dao |ky |chu tich |ubnd|uy ban|giam doc|nguoi co tham quyen|cap co tham quyen)/.test(text)
  )
    steps.push("Trình người có thẩm quyền ký")
  const presence = PRESENCE.find(shows)
  if (presence) steps.push(presence.words)
  steps.push("Trả kết quả")
  return steps
}

/** Whether the steps show a visit to the place or a person who must come. */
export const showsVisitOrPresence = (recordSteps: string): boolean => {
  const text = foldText(recordSteps)
  return [...ON_SITE, ...PRESENCE].some((sign) => sign.when.test(text))
}

/** Whether every place where the sign stands is introduced by "where needed". */
function isOnlyIfNeeded(text: string, when: RegExp): boolean {
  const places = [...text.matchAll(new RegExp(when.source, "g"))]
  return places.every((place) => IF_NEEDED.test(text.slice(Math.max(0, place.index - 80), place.index + 10)))
}
