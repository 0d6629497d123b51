import type { LegalRegime } from "#models/legal-regime/legal-regime.ts"

/** Under both regimes: a, b and c make an online service; a and b alone only inform (TT 01/2023/TT-VPCP Điều 13(2), (3)). */
export const OUTCOMES: LegalRegime["outcomes"] = [
  { level: "PARTIAL", needs: ["a", "b", "c"] },
  { level: "INFORMATION_ONLY", needs: ["a", "b"] },
]

/** Time limits that stand under every pack; the day of the month is the plan's, not a decree's. */
export const LASTING_CLOCKS: LegalRegime["clocks"] = [
  {
    kind: "NATIONAL_DATABASE",
    text: "Nhập thủ tục và quyết định công bố vào cơ sở dữ liệu quốc gia sau khi ký",
    amount: 5,
    unit: "WORKING_DAY",
    article: "NĐ 63/2010/NĐ-CP Điều 24(2)",
  },
  {
    kind: "ISSUE",
    text: "Phát hành quyết định trong ngày ký, chậm nhất ngày làm việc tiếp theo",
    amount: 1,
    unit: "WORKING_DAY",
    article: "NĐ 30/2020/NĐ-CP Điều 18(1)",
  },
  {
    kind: "BEFORE_EFFECT",
    text: "Ban hành quyết định công bố thủ tục trước ngày văn bản quy định thủ tục có hiệu lực",
    amount: 5,
    unit: "DAY",
    counts: "BEFORE",
    article: "NĐ 63/2010/NĐ-CP Điều 15",
  },
  {
    kind: "QUARTERLY_REPORT",
    text: "Đơn vị báo cáo hằng quý, vào tháng cuối quý",
    amount: 15,
    unit: "DAY",
    counts: "BEFORE_DAY_OF_MONTH",
    article: "Kế hoạch 122/KH-UBND ngày 03/3/2023 Phần III mục 3.6",
  },
]

type Basis = LegalRegime["preambleBases"][number]

/** A basis as the decision prints it; the layout adds the semicolon or full stop. */
export const basis = (
  text: string,
  validFrom: string,
  validTo: string | null = null,
  unverified?: string,
): Basis => ({ text: `Căn cứ ${text}`, validFrom, validTo, ...(unverified ? { unverified } : {}) })

/**
 * Bases that outlive a regime. The two local-government laws of 2025 and their days are from general knowledge (the others
 * stand in the plan's list): an office checks them against congbao.chinhphu.vn before its first decision under them.
 */
export const LASTING_BASES = {
  localGovernment: [
    basis("Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015", "2016-01-01", "2025-02-28"),
    basis(
      "Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019",
      "2020-07-01",
      "2025-02-28",
    ),
    basis("Luật Tổ chức chính quyền địa phương ngày 19 tháng 02 năm 2025", "2025-03-01", "2025-06-15"),
    basis("Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025", "2025-06-16"),
  ],
  procedureControl: [
    basis(
      "Nghị định số 63/2010/NĐ-CP ngày 08 tháng 6 năm 2010 của Chính phủ về kiểm soát thủ tục hành chính",
      "2010-10-14",
    ),
    basis(
      "Nghị định số 92/2017/NĐ-CP ngày 07 tháng 8 năm 2017 của Chính phủ sửa đổi, bổ sung một số điều của các nghị định liên quan đến kiểm soát thủ tục hành chính",
      "2017-09-25",
    ),
  ],
  oneStopShop: [
    basis(
      "Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
      "2018-06-21",
      "2025-06-30",
    ),
    basis(
      "Nghị định số 107/2021/NĐ-CP ngày 06 tháng 12 năm 2021 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 61/2018/NĐ-CP ngày 23 tháng 4 năm 2018 của Chính phủ về thực hiện cơ chế một cửa, một cửa liên thông trong giải quyết thủ tục hành chính",
      "2021-12-06",
      "2025-06-30",
    ),
    basis(
      "Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia",
      "2025-07-01",
    ),
    basis(
      "Nghị định số 309/2026/NĐ-CP ngày 05 tháng 8 năm 2026 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 118/2025/NĐ-CP ngày 09 tháng 6 năm 2025 của Chính phủ về thực hiện thủ tục hành chính theo cơ chế một cửa, một cửa liên thông tại Bộ phận Một cửa và Cổng Dịch vụ công quốc gia, được sửa đổi, bổ sung bởi Nghị định số 367/2025/NĐ-CP",
      "2026-08-05",
    ),
  ],
  electronicProcedures: [
    basis(
      "Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử",
      "2020-05-22",
    ),
    basis(
      "Nghị định số 310/2026/NĐ-CP ngày 05 tháng 8 năm 2026 của Chính phủ sửa đổi, bổ sung một số điều của Nghị định số 45/2020/NĐ-CP ngày 08 tháng 4 năm 2020 của Chính phủ về thực hiện thủ tục hành chính trên môi trường điện tử, được sửa đổi, bổ sung bởi Nghị định số 68/2024/NĐ-CP, Nghị định số 69/2024/NĐ-CP và Nghị định số 118/2025/NĐ-CP",
      "2026-08-05",
    ),
  ],
  circulars: [
    basis(
      "Thông tư số 02/2017/TT-VPCP ngày 31 tháng 10 năm 2017 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ hướng dẫn về nghiệp vụ kiểm soát thủ tục hành chính",
      "2017-12-15",
      null,
      "Thông tư số 09/2026/TT-BTP (ngày 15/6/2026, hiệu lực 01/8/2026, lĩnh vực kiểm soát thủ tục hành chính) có thể đã thay thế; đối chiếu Công báo trước khi dẫn sau ngày đó",
    ),
    basis(
      "Thông tư số 01/2023/TT-VPCP ngày 05 tháng 4 năm 2023 của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ quy định một số nội dung và biện pháp thi hành trong số hóa hồ sơ, kết quả giải quyết thủ tục hành chính và thực hiện thủ tục hành chính trên môi trường điện tử",
      "2023-05-25",
    ),
  ],
} satisfies Record<string, Basis[]>

/** What a decision under NĐ 42/2022/NĐ-CP rests on, before its circular and with it. */
export const ONLINE_SERVICE_BASES = [
  ...LASTING_BASES.localGovernment,
  ...LASTING_BASES.procedureControl,
  ...LASTING_BASES.oneStopShop,
  ...LASTING_BASES.electronicProcedures,
  basis(
    "Nghị định số 42/2022/NĐ-CP ngày 24 tháng 6 năm 2022 của Chính phủ quy định về việc cung cấp thông tin và dịch vụ công trực tuyến của cơ quan nhà nước trên môi trường mạng",
    "2022-08-15",
    "2026-06-30",
  ),
  ...LASTING_BASES.circulars,
]
