import { S, type TellingWords, words } from "./telling-words.ts"

/** Who checks himself is not visited. */
const BY_OTHERS = "(?<!tự |tự (?:kiểm tra|đánh giá|rà soát),? (?:và )?)"
const VISIT = `${BY_OTHERS}(?:kiểm tra|thẩm định|khảo sát|xác minh|đánh giá|thẩm tra|kiểm định|nghiệm thu|kiểm kê)`
/** What makes a check one on the spot. */
const PLACE =
  "(?:(?<!tình hình )thực tế(?! (?:giải quyết|hồ sơ|phát sinh|(?:xe|phương tiện)(?! tại)))|thực địa|hiện trường|tại chỗ|(?:trực tiếp )?tại (?:các |địa điểm |khu vực )?(?:cơ sở|nơi (?:sản xuất|nuôi|đặt|khai thác|kinh doanh|cư trú|xảy ra|cất giữ)|trụ sở(?: chính)? (?:của )?(?:doanh nghiệp|tổ chức|cơ sở|thương nhân)|địa điểm|kho|bãi|doanh nghiệp|công trình|nhà trường|trang trại|vườn|ruộng|nhà máy|phòng (?:xét|thí|kiểm) nghiệm|(?:tổ chức|đơn vị|cá nhân|thương nhân)(?: đề nghị| đăng ký)?(?= |$|,))|trực tiếp tại)"
/** Papers lie on a desk: a check of them "tại bộ phận một cửa", "tại chỗ" is no visit. */
const PAPERS =
  "(?:hồ sơ|bộ hồ sơ|giấy tờ|thành phần|nội dung (?:đơn|tờ khai|hồ sơ)|tờ khai|đơn|chứng từ|tài liệu|thông tin|tính (?:hợp lệ|đầy đủ|chính xác))"
/** Between the verb and its place nothing may stand that ends the act. */
const REACH = `(?:(?!${PAPERS}|sự phù hợp)${S}){0,40}?`

/** What may be looked at only where it stands. */
const THING_ON_SITE =
  "(?:(?:các )?điều kiện(?: về)? (?:thực tế|cơ sở vật chất|sản xuất|hoạt động(?= của cơ sở)|vệ sinh|an toàn|kinh doanh|cơ sở)|điều kiện của cơ sở|cơ sở vật chất|năng lực thực tế|hiện trạng|sân tập lái|khu đất|thửa đất|lâm sàng|địa điểm (?:kinh doanh|sản xuất|đặt))"

const TEAM =
  "(?:đoàn (?:kiểm tra|đánh giá|thẩm định|khảo sát|xác minh|giám định|thẩm tra|công tác liên ngành|liên ngành))"

type Pattern = Omit<TellingWords, "in" | "under">

/** Places where the record says someone must go and look. */
const ON_SITE_PATTERNS: Pattern[] = [
  {
    id: "onsite.verification",
    holding: ["thực tế", "thực địa", "hiện trường", "tại ", "kiểm dịch"],
    value: "Kiểm tra, xác minh tại hiện trường",
    pattern: words([
      `${VISIT}(?:,? (?:và )?${VISIT})* ${REACH}${PLACE}(?![\\p{L}])`,
      `${VISIT}(?: trên)? hồ sơ(?:,| và|, và) (?:${VISIT} )?(?:điều kiện )?(?:thực tế|trực tiếp tại)`,
      `(?:nội dung|địa điểm|thời gian,? địa điểm)(?: tiến hành)? (?:kiểm dịch|kiểm tra thực)`,
    ]),
    // Named as a thing that is over or that others keep: its report, its time, its result.
    unless: /không thể thực hiện (?:kiểm tra|đánh giá)|thay (?:thế|cho) (?:việc )?(?:kiểm tra|đánh giá)/u,
  },
  {
    id: "onsite.team",
    holding: ["đoàn "],
    value: "Đoàn kiểm tra, đánh giá",
    pattern: words([TEAM]),
    unless: new RegExp(`${TEAM}${S}{0,20}hồ sơ`, "u"),
  },
  {
    id: "onsite.inspection",
    holding: [
      "điều kiện",
      "cơ sở vật chất",
      "năng lực",
      "hiện trạng",
      "sân tập lái",
      "khu đất",
      "thửa đất",
      "lâm sàng",
      "địa điểm",
    ],
    value: "Kiểm tra điều kiện, hiện trạng nơi thực hiện",
    pattern: words([
      `${BY_OTHERS}(?:kiểm tra|thẩm định|đánh giá|khảo sát|xác minh)(?:,? (?:xác minh|thẩm định|đánh giá))?(?: về)? ${THING_ON_SITE}`,
    ]),
    notTo: /^[^,;.]{0,80}(?:trên hồ sơ|theo hồ sơ|trong hồ sơ|qua hồ sơ)/u,
  },
  {
    id: "onsite.survey",
    holding: ["đo đạc", "trích đo", "đo vẽ", "cắm mốc", "lấy mẫu", "thực địa"],
    value: "Đo đạc, lấy mẫu, bàn giao trên thực địa",
    pattern: words([
      "(?:thực hiện|tiến hành|tổ chức|phối hợp)(?: việc)? (?:đo đạc|trích đo|đo vẽ|cắm mốc|lấy mẫu)",
      "(?<=^|\\n|[.:,+-] )(?:đo đạc|trích đo|đo vẽ|cắm mốc|lấy mẫu)",
      `(?:cắm mốc|bàn giao (?:đất|mốc|mặt bằng|rừng))${S}{0,40}thực địa`,
      "giao đất (?:trên|tại|ngoài) thực địa",
    ]),
    unless: /hướng dẫn|đề nghị (?:chấp thuận|cấp|cho phép)|không phải (?:thực hiện )?(?:việc )?đo/u,
  },
  {
    id: "onsite.acceptance",
    holding: ["nghiệm thu"],
    value: "Nghiệm thu công trình, khối lượng tại chỗ",
    pattern: words([
      `(?:tổ chức|tiến hành|thực hiện|chủ trì)(?: việc)? nghiệm thu(?! hồ sơ| kết quả| nhiệm vụ| đề tài| đề án)${S}{0,60}(?:công trình|hạng mục|khối lượng)`,
    ]),
    notBy: ["APPLICANT"],
  },
  {
    id: "onsite.minutes",
    holding: ["biên bản"],
    value: "Lập biên bản tại nơi kiểm tra",
    pattern: words([
      `biên bản (?:kiểm tra|thẩm định|đánh giá|khảo sát|xác minh|làm việc|bàn giao|giao nhận|kiểm đếm)${S}{0,25}(?:thực tế|thực địa|hiện trường|hiện trạng|tại (?:cơ sở|nơi|kho))`,
    ]),
    unless: /thành phần hồ sơ|kèm theo hồ sơ|(?:nộp|gửi|kèm|kèm theo) biên bản/u,
  },
]

export const ON_SITE: TellingWords[] = ON_SITE_PATTERNS.map((one) => ({
  ...one,
  in: ["STEPS", "METHODS"],
  under: ["ALWAYS"],
}))

export const ON_SITE_HINTS: TellingWords[] = [
  ...ON_SITE_PATTERNS.map(
    (one): TellingWords => ({
      ...one,
      id: `onsite-hint.${one.id.slice("onsite.".length)}`,
      value: `${one.value}, tùy trường hợp`,
      in: ["STEPS", "METHODS"],
      under: ["SOMETIMES", "ON_PAPER"],
      hints: true,
    }),
  ),
  {
    id: "onsite-hint.words",
    holding: ["kiểm tra", "thẩm tra", "xác minh", "trích đo", "đo đạc", "đo vẽ"],
    hints: true,
    value: "Có nói đến kiểm tra, xác minh, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "(?:tiến hành|tổ chức|phải|trách nhiệm)(?: việc)? (?:kiểm tra|thẩm tra|xác minh)",
      "(?<!giấy |yêu cầu |kết quả |biên bản |quả )xác minh",
      "kiểm tra các điều kiện",
      "trích đo|đo đạc|đo vẽ",
    ]),
    notTo: new RegExp(
      `^(?:,? (?:và )?(?:thẩm định|đánh giá|đối chiếu|giải quyết|xác minh|thẩm tra|rà soát|xử lý))*(?: về)?(?: các| toàn bộ)? (?:${PAPERS}|kết quả|danh mục|sự|việc|họ, tên)`,
      "u",
    ),
  },
  {
    id: "onsite-hint.appraisal",
    holding: ["tổ chức thẩm định", "tổ chức đánh giá"],
    hints: true,
    value: "Có tổ chức thẩm định, đánh giá, chưa rõ có đến hiện trường không",
    in: ["STEPS", "METHODS"],
    pattern: /tổ chức (?:thẩm định|đánh giá)/gu,
    notTo: new RegExp(`^(?:,? (?:và )?(?:đánh giá|xem xét))*(?: các| đối với)? ${PAPERS}`, "u"),
  },
]
