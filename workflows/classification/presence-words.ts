import { S, type TellingWords, words } from "./telling-words.ts"

const THING =
  "(?:hàng h[oó][aá]|phương tiện|xe|tàu|thuyền|gói, kiện|lô hàng|vũ khí|động vật|mẫu vật|hiện vật|tang vật)"

type Pattern = Omit<TellingWords, "under">

/** The person must come, be examined or be recorded, or bring something along. */
const PRESENCE_PATTERNS: Pattern[] = [
  {
    id: "presence.required",
    holding: ["có mặt", "đích thân", "trước mặt", "phải trực tiếp", "sổ"],
    value: "Người thực hiện phải có mặt",
    in: ["STEPS", "METHODS", "REQUIREMENTS"],
    pattern: words([
      "(?:trực tiếp|phải|đích thân|bắt buộc|yêu cầu|cùng|các bên)(?: cùng| đều)? có mặt",
      "có mặt (?:tại|để|khi|trực tiếp|theo)",
      "phải (?:trực tiếp|đích thân) (?:đến|tới|ký|nhận|thực hiện|lên)",
      "đích thân",
      "(?:ký|điểm chỉ)(?: tên)?(?: vào)? ?trước mặt",
      "trước mặt (?:công chứng viên|người|cán bộ|công chức|viên chức|·)",
      "(?:ký|điểm chỉ)(?:,? ghi rõ họ,? tên,?)?(?: tên)? (?:vào|trong) sổ (?!theo dõi|giao nhận|tiếp nhận|·)",
    ]),
    unless:
      /không (?:thể )?có mặt|vắng mặt|chưa có mặt|hàng hóa có mặt|có mặt trên thị trường|số có mặt|tổng số|có mặt (?:dự họp|của|ít nhất)|số (?:thành viên|đại biểu)/,
    notTo:
      /^ (?:của )?(?:chủ tịch|phó chủ tịch|thành viên|các thành viên|đại diện (?!người)|ít nhất|trên|quá|đủ|đông đủ|tối thiểu|\d)/u,
    notBy: ["COUNCIL", "AGENCY"],
  },
  {
    id: "presence.signing",
    holding: ["hợp đồng"],
    value: "Phải đến ký hợp đồng",
    in: ["STEPS"],
    pattern: words([
      `(?:mời|yêu cầu)${S}{0,60} (?:đến|tới)${S}{0,40} ký (?:kết |lại )?hợp đồng`,
      `thời gian,? (?:và )?địa điểm để${S}{0,40} ký (?:kết |lại )?hợp đồng`,
    ]),
    unless: /trực tuyến|điện tử/u,
  },
  {
    id: "presence.meeting",
    holding: ["thương lượng", "hòa giải", "đối thoại"],
    value: "Phải dự buổi thương lượng, hòa giải, đối thoại",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?:tiến hành|tổ chức)(?: việc)? (?:thương lượng|hòa giải|đối thoại)(?! thương mại| viên| ở cơ sở)",
      "(?:buổi|phiên|cuộc) (?:thương lượng|hòa giải|đối thoại)",
    ]),
    unless: /trực tuyến/,
  },
  {
    id: "presence.interview",
    holding: ["phỏng vấn"],
    value: "Phỏng vấn người thực hiện",
    in: ["STEPS", "REQUIREMENTS"],
    pattern:
      /(?:tổ chức|tiến hành|tham gia|dự|mời[^.;\n]{0,30}) phỏng vấn|phỏng vấn (?:người|trực tiếp|ứng viên|thí sinh)/g,
    unless: /trực tuyến/,
  },
  {
    id: "presence.examination",
    holding: ["sát hạch", " thi", "bốc thăm"],
    value: "Thi, sát hạch",
    in: ["STEPS"],
    pattern: words([
      "tổ chức(?: việc)?(?: kỳ)? (?:thi(?= |,|$)|sát hạch|kiểm tra,? sát hạch)",
      `(?:thí sinh|người dự thi|học viên)${S}{0,30}(?<!đăng ký |báo )(?:tham dự|tham gia|dự)(?: kỳ)? (?:thi|sát hạch)(?= |,|$)`,
      "(?:dự thi|phải thi|tham gia) sát hạch|phải thi phần",
      "(?:tổ chức|tiến hành|thực hiện)(?: việc)? bốc thăm",
      `có mặt${S}{0,20}phòng thi`,
      `nộp${S}{0,40} đăng ký dự (?:thi|sát hạch)`,
    ]),
    unless: /trực tuyến|hỗ trợ|chi phí|trong năm tổ chức|cá nhân tổ chức|sáng tác/u,
    waivedBy:
      /không (?:thành lập|tổ chức|thực hiện|phải (?:tham gia|dự))[^.;\n]{0,60}(?:sát hạch|thi)(?=[ ,])[^.;\n]{0,120}(?:đối với|trường hợp|khi)|miễn (?:thi|sát hạch)(?= cho| đối với| khi|[,.;])/u,
  },
  {
    id: "presence.biometrics",
    holding: ["tay", "sinh trắc", "mống mắt", "ảnh"],
    value: "Lấy dấu vân tay, chụp ảnh",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?:thu nhận|thu thập|lấy|lăn|quét|in)(?: ảnh khuôn mặt,| dấu| mẫu| thông tin)*(?: vân tay| tay| sinh trắc| mống mắt)",
      "chụp ảnh (?:chân dung|khuôn mặt|trực tiếp|thu nhận|người)",
      "thu nhận ảnh",
    ]),
  },
  {
    id: "presence.bring",
    holding: ["đưa ", "mang ", "điều khiển", "xuất trình"],
    value: "Phải đưa hàng hóa, phương tiện đến để kiểm tra",
    in: ["STEPS"],
    pattern: words([
      `(?:đưa|mang|điều khiển) (?:${THING}|đối tượng|trẻ em)(?: ${S}{0,30})? (?:đến|tới) (?:cơ quan|trụ sở|nơi|địa điểm|cơ sở đăng)`,
      `xuất trình(?: đầy đủ| toàn bộ| thực tế)? ${THING}`,
    ]),
  },
]

export const PRESENCE: TellingWords[] = PRESENCE_PATTERNS.map((one) => ({ ...one, under: ["ALWAYS"] }))

export const PRESENCE_HINTS: TellingWords[] = [
  ...PRESENCE_PATTERNS.map(
    (one): TellingWords => ({
      ...one,
      id: `presence-hint.${one.id.slice("presence.".length)}`,
      value: `${one.value}, tùy trường hợp`,
      under: ["SOMETIMES"],
      hints: true,
    }),
  ),
  {
    id: "presence-hint.identity",
    holding: ["xuất trình"],
    hints: true,
    value: "Xuất trình giấy tờ tùy thân, chưa rõ người nộp trực tuyến có phải đến không",
    in: ["STEPS"],
    pattern:
      /xuất trình(?: các| một trong các)?(?: loại)? (?:hộ chiếu|thẻ căn cước|căn cước|chứng minh|thẻ|giấy tờ tùy thân|giấy tờ tuỳ thân|giấy thông hành)/gu,
    under: ["ALWAYS"],
  },
]
