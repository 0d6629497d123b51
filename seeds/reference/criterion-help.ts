import type { CriterionHelp } from "#models/reference/criterion-help.ts"

const OWN = { source: "Hướng dẫn ban đầu của hệ thống", validFrom: "2022-08-15", validTo: null }

/** How to answer each criterion, in words of ours; the office puts its own in their place under Quản trị. */
export const CRITERION_HELP: CriterionHelp[] = [
  {
    subject: "INFORMATION",
    text: "Mở trang của thủ tục trên Cổng như một người dân. Đạt khi đọc ở đó là biết đủ: giấy tờ cần nộp, nơi nộp, thời hạn, phí, kết quả. Thiếu một mục thì chưa đạt, ghi mục thiếu vào ghi chú.",
    ...OWN,
  },
  {
    subject: "FORMS",
    text: "Đạt khi mọi mẫu đơn, tờ khai của thủ tục điền được ngay trên Cổng và có chỉ dẫn cách điền. Chỉ tải tệp về in ra điền tay thì chưa đạt.",
    ...OWN,
  },
  {
    subject: "ONLINE_FILING",
    text: "Nộp thử một hồ sơ. Đạt khi kê khai và gửi xong trên Cổng, nhận được mã hồ sơ, không phải đến nộp hay gửi bản giấy.",
    ...OWN,
  },
  {
    subject: "WHOLE_DOSSIER",
    text: "Xem từng thành phần hồ sơ. Đạt khi thành phần nào cũng gửi được bản điện tử hoặc lấy được từ cơ sở dữ liệu. Chỉ một giấy tờ buộc nộp bản chính giấy là chưa đạt: dẫn điều, khoản buộc như vậy.",
    ...OWN,
  },
  {
    subject: "PAYMENT",
    text: "Thủ tục không thu phí, lệ phí thì chọn «Không áp dụng». Có thu thì đạt khi trả được ngay trên Cổng hoặc bằng mã thanh toán, không phải đến quầy.",
    ...OWN,
  },
  {
    subject: "NO_PRESENCE",
    text: "Tìm trong trình tự thực hiện những chữ như «có mặt», «ký trước mặt», «kiểm tra thực tế», «xác minh tại hiện trường». Chỉ tính khi luật buộc, không tính thói quen của đơn vị. Luật buộc thì không đạt và phải dẫn điều, khoản.",
    ...OWN,
  },
  {
    subject: "RESULT",
    text: "Đạt khi người dân nhận kết quả trên Cổng, hoặc nhận bản giấy tại nhà qua bưu chính công ích. Buộc đến lấy thì không đạt.",
    ...OWN,
  },
  {
    subject: "SIGNATURE",
    text: "Không giấy tờ nào cần chữ ký của người nộp thì chọn «Không áp dụng». Cần thì đạt khi ký số hoặc xác thực điện tử được trên Cổng.",
    ...OWN,
  },
]
