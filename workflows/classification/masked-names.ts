import { type Piece, piecesIn } from "./pieces.ts"

/** Names of one kind, and pieces of text of which each holds one. */
type Names = { holding: readonly Piece[]; pattern: RegExp }

/**
 * Names that hold a telling verb without saying that anybody does it: the desk "tiếp nhận và trả kết quả" returns nothing, a
 * slip "hẹn trả kết quả" is no result, a "mảnh trích đo" has been measured already. Patterns run over lower-case text.
 */
const NAMES: readonly Names[] = [
  {
    holding: ["kết quả"],
    pattern:
      /(?:bộ phận|quầy|trung tâm|nơi|cán bộ|công chức|bàn)(?: một cửa)?(?: tiếp)? nhận(?: hồ sơ)?(?:,| và| -|\/)? ?(?:hoàn )?(?:trả|giao) kết quả|thời (?:gian|hạn|điểm) (?:hẹn )?(?:trả|nhận|có) kết quả|hẹn(?: lại)?(?: ngày| thời gian)? (?:trả|nhận) kết quả/gu,
  },
  {
    holding: ["phiếu", "giấy", "sổ"],
    pattern:
      /(?:phiếu|giấy) (?:biên nhận|tiếp nhận|hẹn|xin lỗi)(?: hồ sơ)?(?:,| và| -)?(?: hẹn(?: lại)?)?(?: ngày)?(?: (?:trả|nhận|có) kết quả)?|(?:phiếu|sổ) (?:kiểm soát|theo dõi|tiếp nhận)[^.,;\n]{0,30}?(?:trả kết quả|hồ sơ)/gu,
  },
  {
    holding: ["trích đo", "đo đạc", "đo vẽ", "cắm mốc", "lấy mẫu", "bàn giao"],
    pattern:
      /(?:mảnh|bản|tờ|bản vẽ|kết quả|sản phẩm|hồ sơ|tài liệu|số liệu)(?: đồ)? (?:trích đo|đo đạc|đo vẽ)(?: lại)?(?: bản đồ)?(?: địa chính)?(?: thửa đất)?|(?:bản đồ địa chính|trích lục)[^.,;\n]{0,25}? hoặc trích đo(?: bản đồ)?(?: địa chính)?(?: thửa đất)?|(?:đơn vị|tổ chức|cơ quan|doanh nghiệp|hoạt động|hành nghề|dịch vụ|lĩnh vực|chuyên ngành|ngành|phương án|hợp đồng|chi phí|giá|kinh phí|thông tin(?: về)?|nhu cầu|bổ sung|nhiệm vụ|công trình|dữ liệu|quy định về|chức năng)(?: về)? (?:trích đo|đo đạc|đo vẽ|cắm mốc|lấy mẫu)|số liệu bàn giao (?:đất|mốc|rừng)|đo đạc và bản đồ|đo đạc địa chính và/gu,
  },
  {
    holding: ["kiểm tra"],
    pattern: /(?:chi cục |cục )?kiểm tra sau thông quan|(?:ủy|uỷ) ban kiểm tra(?! thực| hồ)/gu,
  },
  {
    holding: ["sát hạch"],
    pattern:
      /(?:trung tâm|sân(?: tập lái)?(?: để)?|cơ sở|giấy phép|hội đồng|xe|phòng|ban|tổ|quy trình|thủ tục|kỳ|kết quả|nội dung|công tác) sát hạch/gu,
  },
  {
    holding: ["công chứng", "chứng thực"],
    pattern:
      /(?:phòng|luật|nghề|tổ chức|hoạt động|văn phòng) công chứng|công chứng viên|quy chế chứng thực|chứng thực hợp đồng điện tử|(?:người|cơ quan|công chức|cán bộ|tổ chức)(?: thực hiện| tiếp nhận| yêu cầu)? chứng thực/gu,
  },
  {
    holding: ["xuất trình", "thi "],
    pattern: /sản xuất trình|đề xuất trình|thi hành|thi công|thi đua|thi đấu/gu,
  },
]

/** A letter no pattern asks for, so that what is masked keeps its place and says nothing. */
const MASK = "·"

/** The text with such names blotted out; as long as it was, so that places stay the same. */
export const maskNames = (lower: string, pieces = piecesIn(lower)): string =>
  NAMES.reduce(
    (text, { holding, pattern }) =>
      holding.some((piece) => pieces.has(piece))
        ? text.replace(pattern, (found) => MASK.repeat(found.length))
        : text,
    lower,
  )
