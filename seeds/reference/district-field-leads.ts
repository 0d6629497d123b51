/**
 * Which district committee proposes for a field on behalf of all eight (đơn vị đầu mối của nhóm). The province's own
 * arrangement is not public: the district fields of the table are spread over the districts for training.
 */
export const DISTRICT_FIELD_LEADS: Record<string, readonly string[]> = {
  "ubnd-thanh-pho-gia-nghia": ["G03-GD05", "G05-KD-13", "G15-TP03", "G15-TP07", "G15-TP11"],
  "ubnd-huyen-dak-glong": ["G03-GD06", "G07-LĐ10", "G09-NV11", "G15-TP12"],
  "ubnd-huyen-cu-jut": ["G03-GD08", "G03-GD11", "G05-KD09", "G07-LĐ03", "G17-XD11"],
  "ubnd-huyen-dak-mil": ["G03-GD09", "G05-KD10", "G10-NN06", "G13-TN02", "G13-TN10"],
  "ubnd-huyen-krong-no": ["G03-GD10", "G10-NN07", "G10-NN09", "G16-VH13", "G17-XD08"],
  "ubnd-huyen-dak-song": ["G03-GD14", "G07-LĐ06", "G07-LĐ16", "G09-LĐ09", "G21-DTTG02"],
  "ubnd-huyen-dak-rlap": ["G03-GD16", "G07-LĐ17", "G10-NN13", "G10-NN14", "G12-TC09"],
  "ubnd-huyen-tuy-duc": ["G03-GD12", "G04-GT05", "G09-NV08", "G15-TP02", "G15-TP05", "G17-XD13"],
}
