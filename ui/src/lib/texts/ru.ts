import app from '../../../locales/ru/app.ftl?raw';
import errors from '../../../locales/ru/errors.ftl?raw';

export const texts = [app, errors];
