import { S, type TellingWords, words } from "./telling-words.ts"

export const ELECTRONIC: TellingWords[] = [
  {
    id: "electronic.handling",
    holding: [
      "điện tử",
      "môi trường",
      "hệ thống",
      "tự động",
      "ký số",
      "toàn trình",
      "đăng nhập",
      "truy cập",
      "http",
      "dichvucong",
      "tài khoản",
    ],
    value: "Tiếp nhận, giải quyết bằng phương tiện điện tử",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "phương (?:tiện|thức) điện tử",
      "môi trường (?:điện tử|mạng|số)",
      "giao dịch điện tử",
      "dữ liệu điện tử",
      "hồ sơ điện tử",
      "bản điện tử",
      "kết quả điện tử",
      "hệ thống (?:xử lý|tự động)",
      "tự động (?:tiếp nhận|kiểm tra|xử lý|cấp|gửi|thông báo|phản hồi)",
      `(?:gửi|trả) (?:thông báo|kết quả)${S}{0,40}(?:hệ thống|điện tử|tài khoản)`,
      "(?:đăng nhập|truy cập) (?:vào )?(?:hệ thống|cổng|tài khoản|trang|địa chỉ)",
      "ký số",
      "chữ ký số",
      "toàn trình",
      `(?:nộp|gửi|thực hiện)${S}{0,60}(?:trực tuyến|trên|qua|tại)${S}{0,60}(?:https?://|dichvucong)`,
    ]),
    unless: /không (?:thể )?(?:thực hiện|giải quyết)[^.;\n]{0,20}điện tử/,
  },
]

export const SIGNATURE: TellingWords[] = [
  {
    id: "signature.digital",
    holding: ["ký số", "chữ ký"],
    value: "Có ký số",
    in: ["STEPS", "METHODS", "PAPERS"],
    pattern: /chữ ký số|ký số|(?<!mã )chữ ký điện tử/g,
    // The office's own signature, and data that others signed, sign no dossier.
    unless:
      /không bắt buộc|ký số của (?:giấy|bác sĩ|cơ quan|sở|ủy ban|ubnd)|chữ ký số cá nhân được cấp|(?:sở|ubnd|ủy ban|cơ quan)[^.;\n]{0,40} sử dụng chữ ký|cơ quan[^.;\n]{0,80}(?:cấp|ban hành)[^.;\n]{0,60}ký số|về con dấu và chữ ký/,
  },
]

export const ONLINE_WORDS: TellingWords[] = [
  {
    id: "online.words",
    holding: ["trực tuyến", "dichvucong", "cổng dịch vụ", "qua mạng", "điện tử"],
    hints: true,
    value: "Lời văn có nói nộp trực tuyến",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `nộp${S}{0,80}(?:trực tuyến|cổng dịch vụ công|qua mạng|môi trường điện tử)`,
      "dichvucong",
    ]),
  },
]

export const PAYMENT: TellingWords[] = [
  {
    id: "payment.online",
    holding: ["trực tuyến", "điện tử", "chuyển khoản", "cổng dịch vụ", "qua mạng", "ngân hàng"],
    value: "Thanh toán trực tuyến được",
    in: ["STEPS", "METHODS"],
    pattern: words([
      "thanh toán trực tuyến",
      "thanh toán điện tử",
      `(?:nộp|thanh toán|thu)${S}{0,30}(?:phí|lệ phí|nghĩa vụ tài chính|tiền)${S}{0,80}(?:trực tuyến|chuyển khoản|cổng dịch vụ công|qua mạng|điện tử|ngân hàng)`,
    ]),
  },
]

export const RESULT: TellingWords[] = [
  {
    id: "result.remote",
    holding: ["kết quả"],
    value: "Trả kết quả trực tuyến hoặc qua bưu chính",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `(?:trả|gửi|nhận|chuyển)${S}{0,20}kết quả${S}{0,100}(?:trực tuyến|bưu chính|bưu điện|điện tử|cổng dịch vụ công)`,
      `kết quả${S}{0,40}(?:trả|gửi|chuyển)${S}{0,60}(?:trực tuyến|bưu chính|bưu điện|điện tử|cổng dịch vụ công)`,
      `kết quả${S}{0,40}(?:bản điện tử|kết quả điện tử)`,
    ]),
  },
  {
    id: "result.counter",
    holding: ["nhận kết quả", "biên nhận", "hẹn"],
    hints: true,
    value: "Đến nơi nộp hồ sơ nhận kết quả",
    in: ["STEPS", "METHODS"],
    pattern: words([
      `(?:đến|tới)${S}{0,60}(?:để )?nhận kết quả`,
      `nhận kết quả${S}{0,30}(?:trực tiếp|tại (?:bộ phận|trung tâm|cơ quan|nơi|văn phòng|sở|ủy ban|ubnd))`,
      "(?:phiếu|giấy) (?:biên nhận|hẹn)[^.;\\n]{0,40}(?:đến|tới|nhận)",
    ]),
  },
]
