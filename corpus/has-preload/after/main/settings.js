"use strict";

const values = { font: "serif", size: 12 };

exports.all = () => ({ ...values });
exports.set = (key, value) => {
  values[key] = value;
};
